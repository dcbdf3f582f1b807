/// A test of one component of an element string, by the name that the GS1 Barcode Syntax Dictionary gives it.
package enum GS1Linter: String, CaseIterable, Hashable, Sendable {
  case csum, csumalpha, key, keyoff1, gcppos1, gcppos2, nonzero, zero, nozeroprefix, hasnondigit
  case yymmdd, yymmd0, yyyymmdd, yyyymmd0, yymmddhh, hhmi, hhmm, hh, mi, mm, ss, mmoptss
  case iso3166, iso3166999, iso3166alpha2, iso3166list, iso4217, iso5218, mediatype, packagetype
  case iban, latitude, longitude, pcenc, pieceoftotal, posinseqslash, hyphen, importeridx, winding, yesno
  case couponcode, couponposoffer

  /// Where the component breaks the rule, as an offset from its start; nil if it keeps it.
  package func fault(in data: ArraySlice<UInt8>) -> Int? {
    switch self {
    case .csum: CheckDigit.isValid(data) ? nil : max(data.count - 1, 0)
    case .csumalpha: Self.checkPairFault(data)
    // A company prefix has at least four digits; which are given out is known to GS1 alone.
    case .key, .gcppos1: Self.companyPrefixFault(data, at: 0)
    case .keyoff1, .gcppos2: Self.companyPrefixFault(data, at: 1)
    case .nonzero: data.contains { $0 != 0x30 } ? nil : 0
    case .zero: data.firstIndex { $0 != 0x30 }.map { $0 - data.startIndex }
    case .nozeroprefix: data.count > 1 && data.first == 0x30 ? 0 : nil
    case .hasnondigit: data.contains { !CheckDigit.isDigit($0) } ? nil : 0
    case .yymmdd, .yymmd0, .yyyymmdd, .yyyymmd0, .yymmddhh, .hhmi, .hhmm, .hh, .mi, .mm, .ss, .mmoptss:
      timeFault(data)
    case .iso3166, .iso3166999, .iso3166alpha2, .iso3166list, .iso4217, .iso5218, .mediatype, .packagetype, .winding,
      .yesno:
      listFault(data)
    case .iban: Self.ibanFault(data)
    case .latitude: Self.number(data).map { $0 <= 1_800_000_000 } == true ? nil : 0
    case .longitude: Self.number(data).map { $0 <= 3_600_000_000 } == true ? nil : 0
    case .pcenc: Self.percentFault(data)
    case .pieceoftotal: Self.pieceFault(data)
    case .posinseqslash: Self.positionFault(data)
    case .hyphen: data.firstIndex { $0 != UInt8(ascii: "-") }.map { $0 - data.startIndex }
    case .importeridx: data.firstIndex { !Self.isBase64URL($0) }.map { $0 - data.startIndex }
    case .couponcode: CouponCode.fault(in: data)
    case .couponposoffer: CouponCode.positiveOfferFault(in: data)
    }
  }

  /// What is wrong, without the data.
  package var complaint: String {
    switch self {
    case .csum: "the check digit is wrong"
    case .csumalpha: "the check characters are wrong"
    case .key, .keyoff1, .gcppos1, .gcppos2: "it does not begin with the digits of a company prefix"
    case .nonzero: "it must not be zero"
    case .zero: "it must be zero"
    case .nozeroprefix: "it must not begin with zero"
    case .hasnondigit: "it must hold more than digits"
    case .yymmdd, .yymmd0, .yyyymmdd, .yyyymmd0: "it is no date"
    case .yymmddhh, .hhmi, .hhmm, .hh, .mi, .mm, .ss, .mmoptss: "it is no time"
    case .iso3166, .iso3166999, .iso3166alpha2, .iso3166list: "it is no country code of ISO 3166"
    case .iso4217: "it is no currency code of ISO 4217"
    case .iso5218: "it is no code of ISO 5218"
    case .mediatype: "it is no AIDC media type"
    case .packagetype: "it is no package type"
    case .iban: "it is no IBAN"
    case .latitude, .longitude: "it lies outside the globe"
    case .pcenc: "a percent sign is not followed by two hexadecimal digits"
    case .pieceoftotal: "the piece is not one of the total"
    case .posinseqslash: "it is no position in a sequence"
    case .hyphen: "it must be a hyphen"
    case .importeridx: "it is no importer index"
    case .winding: "it is no winding direction"
    case .yesno: "it must be 0 or 1"
    case .couponcode, .couponposoffer: "it is no coupon code of North America"
    }
  }

  /// nil unless all are digits, at most eighteen.
  static func number(_ data: ArraySlice<UInt8>) -> Int? {
    guard !data.isEmpty, data.count <= 18 else { return nil }
    var number = 0
    for byte in data {
      guard CheckDigit.isDigit(byte) else { return nil }
      number = number &* 10 &+ Int(byte &- 0x30)
    }
    return number
  }

  static func isBase64URL(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
