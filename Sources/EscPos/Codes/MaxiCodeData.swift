import PosModel

/// The data of a MaxiCode of mode 2 or 3: a postal address before the message (ISO/IEC 16023, annex B).
struct MaxiCodeData: Equatable {
  private static let separator: UInt8 = 0x1D

  /// `[)>` RS `01` GS and the year, which carriers put first; empty when there is none.
  var header: [UInt8]
  var postcode: [UInt8]
  var country: [UInt8]
  var service: [UInt8]
  var message: [UInt8]

  init(_ data: [UInt8], mode: Int) throws(PosError) {
    var rest = data[...]
    let format: [UInt8] = [0x5B, 0x29, 0x3E, 0x1E, 0x30, 0x31, 0x1D]
    header = []
    if rest.starts(with: format), rest.count >= 9 {
      header = Array(rest.prefix(9))
      rest = rest.dropFirst(9)
    }
    let parts = rest.split(separator: Self.separator, maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3 else {
      throw CodeRules.wrong(
        "MaxiCode of mode \(mode) begins with an address",
        "write postcode, country and service class, a GS character (U+001D) after each, then the message")
    }
    (postcode, country, service) = (Array(parts[0]), Array(parts[1]), Array(parts[2]))
    message = parts.count > 3 ? Array(parts[3]) : []
    let isPostcode =
      mode == 2
      ? (1...9).contains(postcode.count) && postcode.allSatisfy(CodeRules.isDigit)
      : (1...6).contains(postcode.count)
        && postcode.allSatisfy { CodeRules.isDigit($0) || (0x41...0x5A).contains($0) || $0 == 0x20 }
    guard isPostcode else {
      throw CodeRules.wrong(
        "the postcode of mode \(mode) is \(mode == 2 ? "1 to 9 digits" : "1 to 6 capital letters and digits")",
        mode == 2 ? "use mode 3 for postcodes with letters" : "use mode 2 for postcodes of more than 6 digits")
    }
    country = try Self.three(country, "country")
    service = try Self.three(service, "service class")
  }

  /// With the codes of country and service in three digits.
  var data: [UInt8] {
    header + postcode + [Self.separator] + country + [Self.separator] + service
      + (message.isEmpty ? [] : [Self.separator] + message)
  }

  /// postcode, country, service without separators, as zint takes it.
  var primary: String { CodeRules.text(postcode + country + service) }

  private static func three(_ digits: [UInt8], _ name: String) throws(PosError) -> [UInt8] {
    guard (1...3).contains(digits.count), digits.allSatisfy(CodeRules.isDigit) else {
      throw CodeRules.wrong("the \(name) of a MaxiCode is 1 to 3 digits", "840 is the country code of the USA")
    }
    return [UInt8](repeating: 0x30, count: 3 - digits.count) + digits
  }
}
