import EscPos
import PosModel
import Testing

struct BarcodeCheckedTests {
  /// The data as given and in full; check digits from the GS1 General Specifications' own examples and zint.
  private static let good: [(BarcodeSymbology, String, String)] = [
    (.upcA, "01234567890", "012345678905"), (.upcA, "012345678905", "012345678905"),
    (.upcE, "123456", "01234565"), (.upcE, "0123456", "01234565"), (.upcE, "01234565", "01234565"),
    (.upcE, "04210000526", "04252614"), (.upcE, "042100005264", "04252614"),
    (.ean8, "9638507", "96385074"), (.ean8, "96385074", "96385074"),
    (.ean13, "950110153000", "9501101530003"), (.ean13, "9501101530003", "9501101530003"),
    (.ean13Supplement, "950110153000 12", "9501101530003 12"),
    (.upcASupplement, "012345678905 12345", "012345678905 12345"),
    (.upcESupplement, "123456 05", "01234565 05"), (.ean8Supplement, "9638507 99999", "96385074 99999"),
    (.itf, "1234567890", "1234567890"), (.code2of5, "12345", "12345"),
    (.codabar, "a123-45b", "A123-45B"), (.codabar, "12345", "A12345A"), (.codabar, "C1$:/.+D", "C1$:/.+D"),
    (.code39, "*TEXT*", "TEXT"), (.code39, "ABC 012-.$/+%", "ABC 012-.$/+%"),
    (.code93, "Abc\u{01}", "Abc\u{01}"), (.code128, "No.{123456}\u{F1}", "No.{123456}\u{F1}"),
    (.gs1128, "(01)0950110153000(17)260131(10)AB-12", "(01)09501101530003(17)260131(10)AB-12"),
    (.gs1128, "(00)10614141123456789(410)950110153000", "(00)106141411234567897(410)9501101530003"),
    (.gs1128, "(10)A(B)C(21)x", "(10)A(B)C(21)x"),
    (.dataBar, "0950110153000", "09501101530003"), (.dataBar, "(01)09501101530003", "09501101530003"),
    (.dataBarStacked, "09501101530003", "09501101530003"), (.dataBarLimited, "1950110153000", "19501101530000"),
    (.dataBarExpanded, "(01)09501101530003(3103)001750", "(01)09501101530003(3103)001750"),
    (.dataBarExpandedStacked, "(01)0950110153000", "(01)09501101530003"),
  ]

  /// The data and a part of what is said of it.
  private static let wrong: [(BarcodeSymbology, String, String)] = [
    (.upcA, "012345678904", "must be 5, not 4"), (.upcA, "1234", "not 4"), (.upcA, "01234 67890", "U+0020 (place 6)"),
    (.upcE, "012345678905", "no UPC-E form"), (.upcE, "21234565", "number system"), (.upcE, "01234564", "must be 5"),
    (.upcE, "12345", "not 5"), (.upcE, "100003", "shortest form"),
    (.ean8, "96385075", "must be 4, not 5"), (.ean13, "9501101530004", "must be 3, not 4"), (.ean13, "", "not 0"),
    (.ean13, "95011015300O3", "'O' (place 12)"), (.ean13, "９501101530003", "U+FF19 (place 1)"),
    (.ean13Supplement, "9501101530003", "one space"), (.ean13Supplement, "9501101530003 123", "2 or 5 digits"),
    (.itf, "123", "in pairs"), (.itf, "", "2 to 254"), (.code2of5, "12A", "'A' (place 3)"),
    (.codabar, "A123", "one of them"), (.codabar, "AB", "3 to 255"), (.codabar, "A1E2B", "'E'"),
    (.code39, "abc", "'a' (place 1)"), (.code39, "", "1 to 255"), (.code39, "A*B", "'*' (place 2)"),
    (.code93, "é", "U+00E9"), (.code128, "", "no data"), (.code128, "价格", "place 1"),
    (.code128, String(repeating: "x", count: 300), "1 to 255"),
    (.gs1128, "0109501101530003", "in parentheses"), (.gs1128, "(01)09501101530004", "must be 3, not 4"),
    (.gs1128, "(17)261331", "YYMMDD"), (.gs1128, "(17)2613", "takes 6 characters, not 4"),
    (.gs1128, "(99)", "not 0"), (.gs1128, "(05)123", "not an application identifier"), (.gs1128, "(10)A B", "U+0020"),
    (.gs1128, "", "no data"), (.gs1128, "(10)" + String(repeating: "A", count: 21), "1 to 20"),
    (.gs1128, "(99)" + String(repeating: "A", count: 47), "48 characters"),
    (.dataBar, "123", "not 3"), (.dataBarLimited, "2950110153000", "begins with 0 or 1"),
    (.dataBarExpanded, "(99)" + String(repeating: "A", count: 73), "74 characters"),
  ]

  @Test func `data are written in full`() throws {
    for (symbology, given, full) in Self.good {
      #expect(try Barcode(symbology, given).checked().data == full, "\(symbology) \(given)")
      #expect(try Barcode(symbology, full).checked().data == full, "\(symbology) \(full) twice")
    }
    #expect(Set(Self.good.map(\.0)) == Set(BarcodeSymbology.allCases))
  }

  @Test func `what is wrong is named, with a remedy, and the data are not repeated`() {
    for (symbology, data, message) in Self.wrong {
      let error = #expect(throws: PosError.self, "\(symbology) \(data)") { try Barcode(symbology, data).checked() }
      #expect(error?.code == .illegal)
      #expect(error?.message.contains(message) == true, "\(symbology): \(error?.message ?? "")")
      #expect(error?.remedy?.isEmpty == false)
      #expect(data.count < 6 || error?.description.contains(data) == false)
    }
  }

  @Test func `settings out of range are refused`() {
    for barcode in [
      Barcode(.ean8, "9638507", moduleWidth: 0), Barcode(.ean8, "9638507", moduleWidth: 7),
      Barcode(.ean8, "9638507", height: 0), Barcode(.ean8, "9638507", height: 256),
    ] {
      #expect(throws: PosError.self) { try barcode.checked() }
      #expect(!barcode.isNative(in: .everything))
    }
  }

  /// Module counts of zint 2.11 for the same data; two-width codes differ, since printers set wide elements 2.5 wide.
  @Test func `widths are those of the symbols`() {
    let modules: [(BarcodeSymbology, String, Int)] = [
      (.ean13, "9501101530003", 95), (.ean8, "96385074", 67), (.upcA, "012345678905", 95), (.upcE, "123456", 51),
      (.ean13Supplement, "9501101530003 12", 122), (.ean13Supplement, "9501101530003 12345", 149),
      (.upcESupplement, "123456 12", 78), (.code2of5, "12345", 89), (.code93, "Abc\u{01}", 100),
      (.code128, "No.123456", 112), (.code128, "ABC\u{01}\u{02}def1234", 167), (.code128, "12345", 79),
      (.code128, "a1234567b", 123), (.code128, "1234", 57), (.code128, "a\u{01}b\u{01}c", 112),
      (.code128, "{hello}1234", 145), (.gs1128, "(01)09501101530003(10)AB12(17)260131", 255),
      (.dataBar, "0950110153000", 96), (.dataBarLimited, "0950110153000", 79), (.dataBarStacked, "0950110153000", 50),
    ]
    for (symbology, data, count) in modules {
      #expect(Barcode(symbology, data, moduleWidth: 3).width() == count * 3, "\(symbology) \(data)")
    }
    // Narrow 2, wide 5: 44 narrow and 19 wide; 62 and 27; 24 and 13.
    #expect(Barcode(.codabar, "A12345:B").width() == 44 * 2 + 19 * 5)
    #expect(Barcode(.code39, "ABC 012").width() == 62 * 2 + 27 * 5)
    #expect(Barcode(.itf, "123456").width() == 24 * 2 + 13 * 5)
    #expect(Barcode(.ean13, "12").width() == nil)
    #expect(Barcode(.dataBarExpanded, "(01)0950110153000").width() == nil)
  }
}

extension PrinterProfile {
  /// A printer that sets all that ESC/POS has, on very wide paper.
  static var everything: PrinterProfile {
    var profile = PrinterProfile.generic
    profile.dots = 100_000
    profile.barcodes = Set(BarcodeSymbology.allCases)
    profile.symbols = Set(SymbolName.allCases)
    return profile
  }
}
