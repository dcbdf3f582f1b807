/// The check digit of EAN, UPC, GTIN and SSCC (GS1 General Specifications, 7.9).
package enum CheckDigit {
  /// Whether all bytes are ASCII digits and the last one checks the others.
  package static func isValid(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
    var sum = 0
    var weight = 1
    for byte in digits.reversed() {
      guard (0x30...0x39).contains(byte) else { return false }
      sum += Int(byte - 0x30) * weight
      weight = 4 - weight
    }
    return !digits.isEmpty && sum % 10 == 0
  }
}
