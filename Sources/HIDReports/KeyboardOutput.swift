/// What a key going down or up types.
package enum KeyboardOutput: Hashable, Sendable {
  case character(Unicode.Scalar)
  /// Alt with keypad digits, 0 to 65535; what it stands for is the scanner's setting.
  case altCode(Int, leadingZero: Bool)
  case terminator(Terminator)
  /// A key without a character, by its usage: F1–F24, Home, …; scanners type them before or after the data, some in place of
  /// a control character.
  case key(UInt8)
  /// A combination that stands for no character: what was scanned is not known completely.
  case unreadable

  package enum Terminator: UInt8, CaseIterable, Hashable, Sendable {
    case tab = 0x09
    /// Also the keypad's.
    case enter = 0x0D
    case downArrow = 0x00
  }
}

extension KeyboardOutput.Terminator {
  /// The word of the configuration.
  package var word: String {
    switch self {
    case .tab: "tab"
    case .enter: "enter"
    case .downArrow: "down"
    }
  }
}
