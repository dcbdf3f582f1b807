/// The check digit of EAN, UPC, GTIN and SSCC (GS1 General Specifications, 7.9).
package enum CheckDigit {
  /// Whether all bytes are ASCII digits and the last one checks the others.
  package static func isValid(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
    guard let sum = weightedSum(digits, first: 1) else { return false }
    return !digits.isEmpty && sum % 10 == 0
  }

  /// The ASCII digit that checks these; nil if they are not all digits.
  package static func of(_ digits: some BidirectionalCollection<UInt8>) -> UInt8? {
    guard let sum = weightedSum(digits, first: 3) else { return nil }
    return UInt8(truncatingIfNeeded: 0x30 + (10 - sum % 10) % 10)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// From the right, with weights 1 and 3 in turn.
  private static func weightedSum(_ digits: some BidirectionalCollection<UInt8>, first: Int) -> Int? {
    var sum = 0
    var weight = first
    for byte in digits.reversed() {
      guard isDigit(byte) else { return nil }
      sum &+= Int(byte &- 0x30) &* weight
      weight = 4 - weight
    }
    return sum
  }
}
