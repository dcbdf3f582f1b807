/// The characters of the US keyboard by usage of HID page 7 (HID Usage Tables, table 12).
enum USLayout {
  /// The ASCII byte of a key, or nil for keys without a character; the keypad is read as with NumLock.
  static func character(_ usage: UInt16, shift: Bool) -> UInt8? {
    switch usage {
    case 0x04...0x1D: return (shift ? 0x41 : 0x61) + UInt8(usage - 0x04)
    case 0x1E...0x38: return pick(usage - 0x1E, shift ? shifted : plain)
    case 0x4C: return 0x7F
    case 0x54...0x57: return pick(usage - 0x54, keypadSigns)
    case 0x59...0x61: return 0x31 + UInt8(usage - 0x59)
    case 0x62: return 0x30
    case 0x63: return 0x2E
    case 0x64: return shift ? 0x7C : 0x5C
    case 0x67: return 0x3D
    default: return nil
    }
  }

  // 1E–38: the digits, Enter, Escape, Backspace, Tab, Space and the signs; the # key of ISO boards is a second backslash.
  private static let plain: StaticString = "1234567890\r\u{1B}\u{08}\t -=[]\\\\;'`,./"
  private static let shifted: StaticString = "!@#$%^&*()\r\u{1B}\u{08}\t _+{}||:\"~<>?"
  private static let keypadSigns: StaticString = "/*-+"

  private static func pick(_ index: UInt16, _ characters: StaticString) -> UInt8 {
    characters.withUTF8Buffer { $0[Int(index)] }
  }
}
