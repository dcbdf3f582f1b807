/// The digit that checks the price or weight inside a store's own EAN-13 (GS1 General Specifications, 7.9.2 to 7.9.4).
package enum PriceCheckDigit {
  /// Of four or five digits, as an ASCII digit; nil for any other number of them.
  package static func of(_ digits: some Collection<UInt8>) -> UInt8? {
    guard digits.allSatisfy(CheckDigit.isDigit) else { return nil }
    let values = digits.map { Int($0 &- 0x30) }
    switch values.count {
    case 4:
      let sum = twoMinus(values[0]) + twoMinus(values[1]) + values[2] * 3 + fiveMinus(values[3])
      return 0x30 + UInt8(truncatingIfNeeded: sum * 3 % 10)
    case 5:
      let sum =
        fivePlus(values[0]) + twoMinus(values[1]) + fiveMinus(values[2]) + fivePlus(values[3]) + twoMinus(values[4])
      let wanted = (10 - sum % 10) % 10
      // The digit whose own weighted product is what is missing; each product has one.
      return (0...9).first { fiveMinus($0) == wanted }.map { 0x30 + UInt8(truncatingIfNeeded: $0) }
    default: return nil
    }
  }

  /// The products: units less tens, or units and tens, of the digit times the weight.
  private static func twoMinus(_ digit: Int) -> Int { minus(digit * 2) }
  private static func fiveMinus(_ digit: Int) -> Int { minus(digit * 5) }
  private static func fivePlus(_ digit: Int) -> Int { (digit * 5 % 10 + digit * 5 / 10) % 10 }
  private static func minus(_ product: Int) -> Int { (product % 10 - product / 10 + 10) % 10 }
}
