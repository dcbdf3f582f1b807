import EscPos
import PosModel
import PosTesting
import Testing

struct BarcodeBytesTests {
  /// GS H, f, h and w as they stand before every GS k here.
  private static let settings = hex(
    """
    1D 48 02  text below
    1D 66 00  font A
    1D 68 50  high: eighty dots
    1D 77 02  modules of two dots
    """)

  private static let vectors: [(BarcodeSymbology, String, String)] = [
    (.upcA, "012345678905", "1D 6B 41 0B 30 31 32 33 34 35 36 37 38 39 30"),
    // The UPC-A number 01234500006.
    (.upcE, "123456", "1D 6B 42 0B 30 31 32 33 34 35 30 30 30 30 36"),
    (.ean13, "0123456789012", "1D 6B 43 0C 30 31 32 33 34 35 36 37 38 39 30 31"),
    (.ean8, "01234565", "1D 6B 44 07 30 31 32 33 34 35 36"),
    (.code39, "ABC 012", "1D 6B 45 07 41 42 43 20 30 31 32"),
    (.itf, "1234", "1D 6B 46 04 31 32 33 34"),
    (.codabar, "A012$+-./:A", "1D 6B 47 0B 41 30 31 32 24 2B 2D 2E 2F 3A 41"),
    (.code93, "Ab", "1D 6B 48 02 41 62"),
    // {B No. {C 12 34 56: the example of Epson's reference.
    (.code128, "No.123456", "1D 6B 49 0A 7B 42 4E 6F 2E 7B 43 0C 22 38"),
    // {B {{ x: the brace is doubled.
    (.code128, "{x", "1D 6B 49 05 7B 42 7B 7B 78"),
    // {A 01 {S b 02: one lower-case letter among control characters is shifted.
    (.code128, "\u{01}b\u{02}", "1D 6B 49 07 7B 41 01 7B 53 62 02"),
    // (01)09501101530003, then (10)AB ended by FNC1, then (21)7.
    (
      .gs1128, "(01)0950110153000(10)AB(21)7",
      """
      1D 6B 4A 23
      28 30 31 29 30 39 35 30 31 31 30 31 35 33 30 30 30 33
      28 31 30 29 41 42 7B 31
      28 32 31 29 37
      """
    ),
    (.dataBar, "0950110153000", "1D 6B 4B 0D 30 39 35 30 31 31 30 31 35 33 30 30 30"),
    (.dataBarLimited, "0950110153000", "1D 6B 4D 0D 30 39 35 30 31 31 30 31 35 33 30 30 30"),
    (.dataBarExpanded, "(10)A", "1D 6B 4E 05 28 31 30 29 41"),
  ]

  @Test func `GS k holds the data of each symbology`() throws {
    for (symbology, data, expected) in Self.vectors {
      var expected = hex(expected)
      if symbology == .gs1128 { expected[3] = UInt8(expected.count - 4) }
      #expect(try Barcode(symbology, data).bytes(for: .everything) == Self.settings + expected, "\(symbology)")
    }
  }

  @Test func `settings are written before every code`() throws {
    let bytes = try Barcode(.itf, "12", moduleWidth: 6, height: 255, text: .both).bytes(for: .everything)
    #expect(bytes == hex("1D 48 03 1D 66 00 1D 68 FF 1D 77 06 1D 6B 46 02 31 32"))
  }

  @Test func `stacked DataBar codes go through GS ( k`() throws {
    let omnidirectional = hex(
      """
      1D 28 6B 03 00 33 43 02  modules of 2 dots
      1D 28 6B 11 00 33 50 30 49 30 39 35 30 31 31 30 31 35 33 30 30 30
      1D 28 6B 03 00 33 51 30  print
      """)
    #expect(try Barcode(.dataBarStacked, "09501101530003").bytes(for: .everything) == omnidirectional)
    let expanded = hex(
      """
      1D 28 6B 03 00 33 43 02
      1D 28 6B 04 00 33 47 00 00  as wide as the paper
      1D 28 6B 09 00 33 50 30 4C 28 31 30 29 41
      1D 28 6B 03 00 33 51 30
      """)
    #expect(try Barcode(.dataBarExpandedStacked, "(10)A").bytes(for: .everything) == expanded)
  }

  @Test func `a printer of function A gets data that end with NUL`() throws {
    var profile = PrinterProfile.everything
    profile.quirks = [.barcodeFunctionA]
    let bytes = try Barcode(.ean8, "9638507").bytes(for: profile)
    #expect(bytes == Self.settings + hex("1D 6B 03 39 36 33 38 35 30 37 00"))
    #expect(!Barcode(.code128, "A").isNative(in: profile))
  }

  @Test func `what the printer cannot set is drawn`() {
    #expect(Barcode(.ean13, "950110153000").isNative(in: .generic))
    #expect(!Barcode(.gs1128, "(10)A").isNative(in: .generic))
    for barcode in [
      Barcode(.code2of5, "123"), Barcode(.ean13Supplement, "950110153000 12"), Barcode(.upcE, "1123456"),
      Barcode(.ean8, "9638507", moduleWidth: 1), Barcode(.dataBarExpanded, "(10)A*B"), Barcode(.ean8, "1"),
    ] {
      #expect(!barcode.isNative(in: .everything), "\(barcode.symbology)")
    }
  }

  @Test func `a barcode as wide as the paper fits, a wider one does not`() throws {
    var profile = PrinterProfile.everything
    profile.dots = 95 * 3
    let barcode = Barcode(.ean13, "950110153000", moduleWidth: 3)
    #expect(barcode.isNative(in: profile))
    profile.dots -= 1
    let error = #expect(throws: PosError.self) { try barcode.bytes(for: profile) }
    #expect(error?.message == "the barcode is 285 dots wide, the paper 284")
  }

  @Test func `no code makes the printer act in the middle of its data`() throws {
    // 16 04, 16 05 and 16 20 in subset C are DLE EOT, DLE ENQ and DLE DC4.
    for digits in ["1604", "121605", "16201600", "1616161604", "161604161620"] {
      let bytes = try Barcode(.code128, digits).bytes(for: .everything)
      #expect(!bytes.holdsRealTimeCommand, "\(digits)")
      #expect(Barcode(gsK: 73, Array(bytes.dropFirst(16)))?.data == digits)
    }
    #expect(!Barcode(.code93, "A\u{10}\u{14}\u{01}").isNative(in: .everything))
    #expect(!Barcode(.code128, "A\u{10}\u{04}\u{01}").isNative(in: .everything))
  }

  @Test func `numbers of ESC-POS and UnifiedPOS lead back to the symbology`() {
    for symbology in BarcodeSymbology.allCases {
      if let m = symbology.gsK { #expect(BarcodeSymbology(gsK: m) == symbology) }
      if let upos = symbology.upos { #expect(BarcodeSymbology(upos: upos) == symbology) }
    }
    #expect((0...6).map { BarcodeSymbology(gsK: $0) } == [.upcA, .upcE, .ean13, .ean8, .code39, .itf, .codabar])
    #expect(BarcodeSymbology(gsK: 7) == nil && BarcodeSymbology(gsK: 80) == nil && BarcodeSymbology(gsK: 255) == nil)
    #expect(BarcodeSymbology.ean13.upos == 104 && BarcodeSymbology.gs1128.upos == 120)
    #expect(BarcodeSymbology(upos: 113) == nil)
  }
}

extension [UInt8] {
  /// DLE EOT, DLE ENQ or DLE DC4 anywhere.
  var holdsRealTimeCommand: Bool {
    zip(self, dropFirst()).contains { $0 == 0x10 && [0x04, 0x05, 0x14].contains($1) }
  }
}
