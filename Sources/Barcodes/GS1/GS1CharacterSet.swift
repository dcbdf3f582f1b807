/// The characters that a component may hold (GS1 General Specifications, 7.11).
package enum GS1CharacterSet: UInt8, Hashable, Sendable {
  case digits = 0x4E
  case set82 = 0x58
  case set39 = 0x59
  case base64URL = 0x5A

  func contains(_ byte: UInt8) -> Bool {
    switch self {
    case .digits: CheckDigit.isDigit(byte)
    case .set82: Self.value82(byte) != nil
    case .set39:
      switch byte {
      case 0x23, 0x2D, 0x2F, 0x30...0x39, 0x41...0x5A: true
      default: false
      }
    // The signature's alphabet, with the sign that fills it up.
    case .base64URL: GS1Linter.isBase64URL(byte) || byte == UInt8(ascii: "=")
    }
  }

  /// The character's place in set 82, which is its value for the check character pair.
  static func value82(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x21, 0x22: Int(byte) - 0x21
    case 0x25...0x3F: Int(byte) - 0x25 + 2
    case 0x41...0x5A: Int(byte) - 0x41 + 29
    case 0x5F: 55
    case 0x61...0x7A: Int(byte) - 0x61 + 56
    default: nil
    }
  }
}
