import PosModel

/// What the rules of all symbologies share, and the words of their errors: an error names the offending character and
/// its place, never the data, which can be a payment code.
enum CodeRules {
  static func wrong(_ message: String, _ remedy: String) -> PosError {
    PosError(.illegal, message, remedy: remedy)
  }

  /// The ASCII of `text`; anything else is an error.
  static func ascii(_ text: String, _ name: String, remedy: String) throws(PosError) -> [UInt8] {
    let bytes = Array(text.utf8)
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
    for (index, scalar) in text.unicodeScalars.enumerated() where !scalar.isASCII {
      throw wrong("\(name) cannot hold \(word(scalar)) (place \(index + 1))", remedy)
    }
    return bytes
  }

  static func require(
    _ data: [UInt8], _ name: String, remedy: String, _ isAllowed: (UInt8) -> Bool
  ) throws(PosError) {
    for (index, byte) in data.enumerated() where !isAllowed(byte) {
      throw wrong("\(name) cannot hold \(word(Unicode.Scalar(byte))) (place \(index + 1))", remedy)
    }
  }

  /// ASCII digits only.
  static func digits(_ text: String, _ name: String) throws(PosError) -> [UInt8] {
    let remedy = "give digits only, without spaces and hyphens"
    let data = try ascii(text, name, remedy: remedy)
    try require(data, name, remedy: remedy, isDigit)
    return data
  }

  /// The digits with the check digit that is missing when there are `length - 1`, or that was verified.
  static func checked(_ digits: [UInt8], length: Int, _ name: String) throws(PosError) -> [UInt8] {
    guard digits.count == length || digits.count == length - 1 else {
      throw wrong(
        "\(name) has \(length - 1) digits and a check digit, not \(digits.count)",
        "give \(length - 1) digits, or \(length) with the check digit")
    }
    let expected = checkDigit(digits.prefix(length - 1))
    guard let given = digits.dropFirst(length - 1).first else { return digits + [expected] }
    guard given == expected else {
      throw wrong(
        "the check digit of \(name) must be \(expected &- 0x30), not \(given &- 0x30)",
        "correct the data, or leave the check digit out")
    }
    return digits
  }

  /// The GS1 check digit, in ASCII, of digits without one (GS1 General Specifications, 7.9).
  static func checkDigit(_ digits: some BidirectionalCollection<UInt8>) -> UInt8 {
    var sum = 0
    var weight = 3
    for byte in digits.reversed() {
      sum &+= Int(byte &- 0x30) &* weight
      weight = 4 - weight
    }
    return UInt8(truncatingIfNeeded: 0x30 + (10 - sum % 10) % 10)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Of ASCII.
  static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Whether a printer would act on a part of it at once: DLE EOT, DLE ENQ, DLE DC4, which it looks for in all bytes.
  static func holdsRealTimeCommand(_ bytes: [UInt8]) -> Bool {
    for (index, byte) in bytes.enumerated() where byte == 0x10 && index + 1 < bytes.count {
      switch bytes[index + 1] {
      case 0x04, 0x05, 0x14: return true
      default: continue
      }
    }
    return false
  }

  private static func word(_ scalar: Unicode.Scalar) -> String {
    if (0x21...0x7E).contains(scalar.value) { return "'\(scalar)'" }
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }
}
