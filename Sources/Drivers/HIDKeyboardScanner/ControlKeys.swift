/// The keys that makers let stand for control characters, as there is no key for these on a keyboard.
package enum ControlKeys: String, CaseIterable, Sendable {
  /// Honeywell, Hand Held Products and what is built after them (Keyboard Function Relationships of their guides): F1 to F10
  /// are SYN to US, so that GS is F8.
  case honeywell

  /// Control character by usage, without the keys that type a character of their own.
  package var table: [UInt8: UInt8] {
    switch self {
    case .honeywell:
      var table = Dictionary(uniqueKeysWithValues: (0..<10).map { (UInt8(0x3A + $0), UInt8(0x16 + $0)) })
      table[0x44] = 0x10  // F11: DLE
      table[0x45] = 0x15  // F12: NAK
      table[0x46] = 0x12  // Print Screen: DC2
      table[0x49] = 0x0E  // Insert: SO
      table[0x4A] = 0x11  // Home: DC1
      return table
    }
  }

  /// The usage of `F1` … `F24`, `Home` and the others that a scanner may type; nil for another word.
  package static func usage(of name: String) -> UInt8? {
    if let usage = others[name] { return usage }
    guard name.hasPrefix("F"), let number = UInt8(name.dropFirst()), name == "F\(number)" else { return nil }
    return switch number {
    case 1...12: 0x39 + number
    case 13...24: 0x5B + number
    default: nil
    }
  }

  /// All the words, for an error message.
  package static var names: [String] { (1...24).map { "F\($0)" } + others.keys.sorted() }

  private static let others: [String: UInt8] = [
    "PrintScreen": 0x46, "Pause": 0x48, "Insert": 0x49, "Home": 0x4A, "PageUp": 0x4B, "End": 0x4D, "PageDown": 0x4E,
    "Right": 0x4F, "Left": 0x50, "Up": 0x52,
  ]

  static func isFunctionKey(_ usage: UInt8) -> Bool {
    (0x3A...0x45).contains(usage) || (0x68...0x73).contains(usage)
  }

  /// GS, RS, … of ASCII (ISO 646); nil for another word.
  package static func controlCharacter(_ name: String) -> UInt8? {
    if name == "DEL" { return 0x7F }
    return controls.firstIndex(of: name).map { UInt8($0) }
  }

  private static let controls = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
    "DC1",
    "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
  ]
}
