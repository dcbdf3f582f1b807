import Barcodes
import Testing

/// Rows of the tests of the GS1 Barcode Syntax Dictionary, and one of its own for each rule; origin in NOTICE.
struct GS1LinterTests {
  static let good: [(GS1Linter, [String])] = [
    (.csum, ["24012345678905", "4006381333931", "006141411234567890"]),
    (
      .csumalpha,
      [
        "22", "!22", "!!22", "1987654Ad4X4bL5ttr2310c2K", "12345678901234567890123NT", "12345_ABCDEFGHIJKLMCP",
        "12345_NOPQRSTUVWXYZDN", "12345_abcdefghijklmN3", "12345_nopqrstuvwxyzP2", "12345_!\"%&'()*+,-./LC",
        "12345_0123456789:;<=>?62", "7907665Bm8v2AB", "97850l6KZm0yCD", "225803106GSpEF", "149512464PM+GH",
        "62577B8fRG7HJK", "515942070CYxLM", "390800494sP6NP", "386830132uO+QR", "53395376X1:nST", "957813138Sb6UV",
        "530790no0qOgWX", "62185314IvwmYZ", "23956qk1&dB!23", "794394895ic045", "57453Uq3qA<H67", "0881063PhHvY89",
        "00000!HV", "99999zzzzzzzzzzzzzzzzzzT2",
      ]
    ), (.key, ["1234", "12345ABC"]), (.gcppos1, ["1234"]), (.keyoff1, ["X1234"]), (.gcppos2, ["01234"]),
    (.nonzero, ["0001"]), (.zero, ["0", "000"]), (.nozeroprefix, ["0", "1", "10"]), (.hasnondigit, ["12a"]),
    (.yymmdd, ["240229", "000229", "991231"]), (.yymmd0, ["240200", "240229", "991231"]),
    (.yyyymmdd, ["20240229", "20000229"]), (.yyyymmd0, ["19000200"]), (.yymmddhh, ["24022923"]),
    (.hhmi, ["0000", "2359"]), (.hhmm, ["2359"]), (.hh, ["23"]), (.mi, ["59"]), (.mm, ["59"]), (.ss, ["59"]),
    (.mmoptss, ["59", "5959"]), (.iso3166, ["004", "156", "894"]), (.iso3166999, ["156", "999"]),
    (.iso3166alpha2, ["CN", "ZW"]), (.iso3166list, ["156", "156276840"]), (.iso4217, ["156", "924", "978", "999"]),
    (.iso5218, ["0", "1", "2", "9"]), (.mediatype, ["01", "10", "80", "99"]),
    (.packagetype, ["1A", "200", "8", "9", "AA", "APE", "X20", "ZZ"]),
    (
      .iban,
      [
        "FR7630006000011234567890189", "DE91100000000123456789", "GR9608100010000001234567890",
        "MU43BOMM0101123456789101000MUR", "PK70BANK0000123456789000", "PL10105000997603123456789123",
        "RO09BCYP0000001234567890", "SA4420000001234567891234", "ES7921000813610123456789", "CH5604835012345678009",
        "GB98MIDL07009312345678", "BE71096123456769", "LC14BOSL123456789012345678901234",
        "MT90MALT011000012345MTLCAST001SABC",
      ]
    ), (.latitude, ["0279085848", "0000000000", "1800000000"]), (.longitude, ["3600000000"]),
    (.pcenc, ["", "a%20b", "%Fa"]), (.pieceoftotal, ["0101", "0102", "9999"]), (.posinseqslash, ["1/2", "2/2"]),
    (.hyphen, ["-"]), (.importeridx, ["A", "-", "_", "9", "z"]), (.winding, ["0", "1", "9"]), (.yesno, ["0", "1"]),
    (
      .couponcode,
      [
        "10614141011111275110111", "106141410222223100110222111101231023456721104561045678991201",
        "1061414165432131501101201211014092110256100126663101231", "106141410012342501106501013085093101231",
        "106141410012471011076011110850921108609310123191000",
        "106141411234562891101201212085010048000214025610048000310123191000",
        "1061414154321031501101201211014092110256100126663101231", "106141416543213500110000310123196000",
        "01234561234561111012335006064500606", "01234561234561111012350123456", "01234561234561111012390001",
        "012345612345611110123611234567",
      ]
    ),
    (.couponposoffer, ["001234561234560123456", "101234561234560123456", "061234567890121234569123456789012345"]),
  ]

  /// With the place of the fault.
  static let bad: [(GS1Linter, String, Int)] = [
    (.csum, "24012345678906", 13), (.csum, "", 0), (.csumalpha, "", 0), (.csumalpha, "2", 0), (.csumalpha, "33", 0),
    (.csumalpha, "1987654Ad4X4bL5ttr2310cXK", 23), (.csumalpha, "1987654Ad4X4bL5ttr2310c2X", 23), (.key, "123", 0),
    (.key, "12A4", 2), (.gcppos1, "A234", 0), (.keyoff1, "X12A4", 3), (.gcppos2, "0", 1), (.nonzero, "000", 0),
    (.zero, "001", 2), (.nozeroprefix, "01", 0), (.hasnondigit, "123", 0), (.yymmdd, "230229", 4),
    (.yymmdd, "241301", 2), (.yymmdd, "240100", 4), (.yymmdd, "24013", 0), (.yymmd0, "240431", 4),
    (.yymmd0, "240000", 2), (.yyyymmdd, "19000229", 6), (.yyyymmdd, "20241301", 4), (.yyyymmd0, "20240230", 6),
    (.yymmddhh, "24022924", 6), (.yymmddhh, "240229", 0), (.hhmi, "2400", 0), (.hhmi, "2360", 2), (.hhmm, "1", 0),
    (.hh, "24", 0), (.mi, "60", 0), (.mm, "6x", 0), (.ss, "60", 0), (.mmoptss, "5960", 2), (.mmoptss, "596", 0),
    (.iso3166, "000", 0), (.iso3166, "999", 0), (.iso3166, "_894", 0), (.iso3166999, "998", 0),
    (.iso3166alpha2, "XX", 0), (.iso3166list, "1562", 0), (.iso3166list, "156000", 0), (.iso4217, "000", 0),
    (.iso4217, "9999", 0), (.iso5218, "3", 0), (.mediatype, "00", 0), (.mediatype, "11", 0), (.mediatype, "79", 0),
    (.packagetype, "", 0), (.packagetype, "0", 0), (.packagetype, "_1A", 0), (.packagetype, "9_", 0),
    (.iban, "BE71096123456760", 2), (.iban, "LC14BOSLxx3456789012345678901230", 8), (.iban, "XX361234567890", 0),
    (.iban, "BE7", 0), (.iban, "MTXXMALT011000012345MTLCAST001SABCD", 0), (.latitude, "1800000001", 0),
    (.longitude, "3600000001", 0), (.pcenc, "a%2", 1), (.pcenc, "%4g", 0), (.pieceoftotal, "0001", 0),
    (.pieceoftotal, "0201", 2), (.pieceoftotal, "0100", 2), (.pieceoftotal, "011", 0), (.posinseqslash, "2/1", 2),
    (.posinseqslash, "0/1", 0), (.posinseqslash, "12", 0), (.posinseqslash, "1/02", 2), (.hyphen, "+", 0),
    (.importeridx, "!", 0), (.winding, "2", 0), (.yesno, "2", 0), (.couponcode, "", 0), (.couponcode, "7123456", 0),
    (.couponcode, "0123456", 7), (.couponcode, "01234561234560", 13), (.couponcode, "0123456123456111101234201131", 22),
    (.couponcode, "01234561234561111012335006064500607", 29), (.couponcode, "01234561234561111012360", 22),
    (.couponcode, "01234561234561111012390002", 25), (.couponcode, "012345612345611110123900000", 26),
    (.couponcode, "01234561234561111012a", 18), (.couponposoffer, "201234561234560123456", 0),
    (.couponposoffer, "07", 1), (.couponposoffer, "001234561234560123456" + "7", 21),
    (.couponposoffer, "00123456123456", 14),
  ]

  @Test(arguments: good)
  func `data that keep the rule pass`(linter: GS1Linter, values: [String]) {
    for value in values { #expect(linter.fault(in: Array(value.utf8)[...]) == nil, "\(linter) \(value)") }
  }

  @Test(arguments: bad)
  func `data that break it are told with the place`(linter: GS1Linter, value: String, place: Int) {
    #expect(linter.fault(in: Array(value.utf8)[...]) == place)
    // The place does not depend on where the component stands.
    let shifted = Array(("(10)" + value).utf8)
    #expect(linter.fault(in: shifted[4...]) == place)
  }

  @Test func `each rule is tried both ways, and says what is wrong`() {
    #expect(Set(Self.good.map(\.0)) == Set(GS1Linter.allCases))
    #expect(Set(Self.bad.map(\.0)) == Set(GS1Linter.allCases))
    for linter in GS1Linter.allCases { #expect(!linter.complaint.isEmpty) }
  }
}
