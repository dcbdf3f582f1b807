/// Coupon codes of North America (AI 8110 and 8112): fields whose length stands before them.
///
/// "North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols" and "GS1 AI (8112) Coupon Data
/// Specification".
enum CouponCode {
  /// Where the code of AI 8110 breaks its rules; nil if it keeps them.
  static func fault(in data: ArraySlice<UInt8>) -> Int? {
    var fields = Fields(data)
    let isRead =
      fields.companyPrefix(lengths: 0...6) && fields.take(6) && fields.counted(lengths: 1...5)
      && fields.purchaseRequirement() && optionalFields(&fields)
    return isRead && fields.isAtEnd ? nil : fields.place
  }

  /// The same of AI 8112.
  static func positiveOfferFault(in data: ArraySlice<UInt8>) -> Int? {
    var fields = Fields(data)
    let isRead =
      fields.digit(in: "01") && fields.companyPrefix(lengths: 0...6) && fields.take(6)
      && fields.counted(lengths: 0...9, plus: 6)
    return isRead && fields.isAtEnd ? nil : fields.place
  }

  /// Each begins with its number; they stand in ascending order.
  private static func optionalFields(_ fields: inout Fields) -> Bool {
    var expiry: ArraySlice<UInt8>?
    if fields.skip("1") {
      // Additional purchase rules, the second purchase and the company prefix that it is of (9: none).
      guard fields.digit(in: "0123"), fields.purchaseRequirement(),
        fields.skip("9") || fields.companyPrefix(lengths: 0...6)
      else { return false }
    }
    if fields.skip("2") {
      guard fields.purchaseRequirement(),
        fields.skip("9") || fields.companyPrefix(lengths: 0...6)
      else { return false }
    }
    if fields.skip("3") {
      guard let date = fields.date() else { return false }
      expiry = date
    }
    if fields.skip("4") {
      let start = fields
      guard let date = fields.date() else { return false }
      if let expiry, expiry.lexicographicallyPrecedes(date) {
        fields = start
        return false
      }
    }
    if fields.skip("5") {
      guard fields.counted(lengths: 0...9, plus: 6) else { return false }
    }
    if fields.skip("6") {
      guard fields.counted(lengths: 1...7, plus: 6) else { return false }
    }
    if fields.skip("9") {
      // Save value code, which item it applies to, the store's own coupon, and whether it may be multiplied.
      guard fields.digit(in: "01256"), fields.digit(in: "012"), fields.take(1), fields.digit(in: "01") else {
        return false
      }
    }
    return true
  }

  /// A cursor over the digits; what fails leaves it where the fault is.
  private struct Fields {
    private let data: ArraySlice<UInt8>
    private(set) var rest: ArraySlice<UInt8>

    init(_ data: ArraySlice<UInt8>) {
      self.data = data
      rest = data
      // Every byte must be a digit; the first that is not ends what can be read.
      if let wrong = data.firstIndex(where: { !CheckDigit.isDigit($0) }) { rest = data[..<wrong] }
      end = data.endIndex
    }

    private let end: Int

    var place: Int { rest.startIndex - data.startIndex }
    var isAtEnd: Bool { rest.startIndex == end }

    mutating func take(_ count: Int) -> Bool {
      guard rest.count >= count else { return false }
      rest = rest.dropFirst(count)
      return true
    }

    mutating func skip(_ digit: Character) -> Bool {
      guard let first = rest.first, first == digit.asciiValue else { return false }
      return take(1)
    }

    mutating func digit(in digits: String) -> Bool {
      guard let first = rest.first, digits.utf8.contains(first) else { return false }
      return take(1)
    }

    /// A length, then as many digits and `plus` more.
    mutating func counted(lengths: ClosedRange<Int>, plus: Int = 0) -> Bool {
      guard let first = rest.first, lengths.contains(Int(first &- 0x30)), rest.count > Int(first &- 0x30) + plus else {
        return false
      }
      return take(Int(first &- 0x30) + plus + 1)
    }

    mutating func companyPrefix(lengths: ClosedRange<Int>) -> Bool {
      counted(lengths: lengths, plus: 6)
    }

    /// What must be bought: how much, in which unit, of which family.
    mutating func purchaseRequirement() -> Bool {
      counted(lengths: 1...5) && digit(in: "012349") && take(3)
    }

    mutating func date() -> ArraySlice<UInt8>? {
      let date = rest.prefix(6)
      guard date.count == 6, GS1Linter.yymmdd.fault(in: date) == nil else { return nil }
      rest = rest.dropFirst(6)
      return date
    }
  }
}
