/// What the keys of a country's keyboard type, for scanners that are set to it.
///
/// The layouts are those of Windows, as scanners type for it; where X11 differs, it is another keyboard.
package struct KeyboardLayout: Hashable, Sendable {
  /// The word of the configuration: `de`.
  package let name: String
  /// Whether right Alt is AltGr.
  package let hasAltGr: Bool
  /// Four levels of cells: plain, Shift, AltGr, Shift with AltGr; a space is an empty cell, a combining accent a dead key.
  private let cells: [UInt16]
  private let caps: Caps

  /// Which keys Caps Lock shifts.
  enum Caps: Hashable, Sendable {
    /// Those whose two characters are the small and the capital letter.
    case letters
    /// All but some, as on the typewriters of these countries.
    case all(except: [UInt8])
  }

  /// The usages of the cells of one level (HID Usage Tables 1.4, chapter 10): the rows of the keyboard from the top, then
  /// the two keys of Japanese boards.
  static let usages: [UInt8] = [
    0x35, 0x1E, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2D, 0x2E,
    0x14, 0x1A, 0x08, 0x15, 0x17, 0x1C, 0x18, 0x0C, 0x12, 0x13, 0x2F, 0x30,
    0x04, 0x16, 0x07, 0x09, 0x0A, 0x0B, 0x0D, 0x0E, 0x0F, 0x33, 0x34, 0x32,
    0x64, 0x1D, 0x1B, 0x06, 0x19, 0x05, 0x11, 0x10, 0x36, 0x37, 0x38,
    0x89, 0x87,
  ]
  private static let empty: UInt16 = 0x20

  /// Each level has one character for each key, row by row; what is missing at its end is empty.
  init(
    _ name: String, caps: Caps = .letters, _ plain: String, _ shift: String, altGr: String = "", shiftAltGr: String = ""
  ) {
    self.name = name
    self.caps = caps
    hasAltGr = !altGr.isEmpty
    cells = [plain, shift, altGr, shiftAltGr].flatMap { level in
      let row = level.unicodeScalars.prefix(Self.usages.count).map { UInt16(truncatingIfNeeded: $0.value) }
      return row + [UInt16](repeating: Self.empty, count: Self.usages.count - row.count)
    }
  }

  /// nil for a name that is none of `all`.
  package static func named(_ name: String) -> KeyboardLayout? { all.first { $0.name == name } }

  /// What a key types; nil for a key without a character. A combining accent (U+0300–U+036F) is a dead key.
  package func character(_ usage: UInt8, shift: Bool = false, altGr: Bool = false) -> Unicode.Scalar? {
    switch usage {
    case 0x2C: return " "
    case 0x54...0x57: return Self.keypadSigns[Int(usage - 0x54)]
    case 0x59...0x61: return Unicode.Scalar(0x31 + (usage - 0x59))
    case 0x62: return "0"
    case 0x63: return "."
    case 0x67: return "="
    case 0x85: return ","
    default: break
    }
    // The key left of Enter has two usages, for boards with and without the ISO key.
    guard let place = Self.usages.firstIndex(of: usage == 0x31 ? 0x32 : usage) else { return nil }
    let cell = cells[((altGr ? 2 : 0) + (shift ? 1 : 0)) * Self.usages.count + place]
    return cell == Self.empty ? nil : Unicode.Scalar(cell)
  }

  private static let keypadSigns: [Unicode.Scalar] = ["/", "*", "-", "+"]

  /// Whether Caps Lock changes what this key types.
  package func capsLockShifts(_ usage: UInt8) -> Bool {
    guard let plain = character(usage), usage != 0x2C, !(0x54...0x67).contains(usage) || usage == 0x64 else {
      return false
    }
    switch caps {
    case .all(let others): return !others.contains(usage)
    case .letters:
      guard let shifted = character(usage, shift: true) else { return false }
      return plain.properties.isLowercase && shifted.properties.isUppercase
    }
  }
}
