/// Where the characters lie on a US keyboard (HID Usage Tables, page 7).
enum KeyboardLayoutUS {
  struct Key: Hashable {
    /// Bit 0 left Ctrl, bit 1 left Shift, bit 2 left Alt.
    var modifiers: UInt8
    var usage: UInt8
  }

  static let enter = Key(modifiers: 0, usage: 0x28)
  static let tab = Key(modifiers: 0, usage: 0x2B)
  static let leftAlt: UInt8 = 0x04

  /// The key for a printable ASCII character, nil for anything else.
  static func key(for byte: UInt8) -> Key? {
    switch byte {
    case 0x61...0x7A: return Key(modifiers: 0, usage: byte - 0x61 + 0x04)
    case 0x41...0x5A: return Key(modifiers: shift, usage: byte - 0x41 + 0x04)
    case 0x31...0x39: return Key(modifiers: 0, usage: byte - 0x31 + 0x1E)
    case 0x30: return Key(modifiers: 0, usage: 0x27)
    case 0x20: return Key(modifiers: 0, usage: 0x2C)
    default: break
    }
    if let index = aboveDigits.firstIndex(of: byte) { return Key(modifiers: shift, usage: UInt8(0x1E + index)) }
    if let mark = marks.first(where: { $0.plain == byte }) { return Key(modifiers: 0, usage: mark.usage) }
    return marks.first { $0.shifted == byte }.map { Key(modifiers: shift, usage: $0.usage) }
  }

  /// The Ctrl key combination for a control character: GS is Ctrl+].
  static func controlKey(for byte: UInt8) -> Key? {
    guard byte < 0x20 else { return nil }
    let letter: UInt8 = (1...26).contains(byte) ? byte + 0x60 : byte + 0x40
    // RS is Ctrl+Shift+6 and US is Ctrl+Shift+-, as ^ and _ themselves need Shift.
    return key(for: letter).map { Key(modifiers: $0.modifiers | leftControl, usage: $0.usage) }
  }

  /// The keypad keys of Alt+029: a code with a leading zero.
  static func keypadKeys(for byte: UInt8) -> [UInt8] {
    [0, byte / 100, byte / 10 % 10, byte % 10].drop { $0 == 0 }.reduce(into: [0x62]) { keys, digit in
      keys.append(digit == 0 ? 0x62 : 0x58 + digit)
    }
  }

  private static let leftControl: UInt8 = 0x01
  private static let shift: UInt8 = 0x02
  private static let aboveDigits = Array("!@#$%^&*()".utf8)
  private static let marks: [(plain: UInt8, shifted: UInt8, usage: UInt8)] = [
    (0x2D, 0x5F, 0x2D), (0x3D, 0x2B, 0x2E), (0x5B, 0x7B, 0x2F), (0x5D, 0x7D, 0x30), (0x5C, 0x7C, 0x31),
    (0x3B, 0x3A, 0x33), (0x27, 0x22, 0x34), (0x60, 0x7E, 0x35), (0x2C, 0x3C, 0x36), (0x2E, 0x3E, 0x37),
    (0x2F, 0x3F, 0x38),
  ]
}
