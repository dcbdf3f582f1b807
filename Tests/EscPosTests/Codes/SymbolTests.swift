import EscPos
import PosModel
import PosTesting
import Testing

struct SymbolTests {
  private static let hello = Array("hello".utf8)

  private static let vectors: [(Symbol, String)] = [
    (
      Symbol(.qr(.medium), Array("https://nielsleenheer.com".utf8), moduleSize: 6),
      """
      1D 28 6B 04 00 31 41 32 00  model 2
      1D 28 6B 03 00 31 43 06  modules of 6 dots
      1D 28 6B 03 00 31 45 31  level M
      1D 28 6B 1C 00 31 50 30 68 74 74 70 73 3A 2F 2F 6E 69 65 6C 73 6C 65 65 6E 68 65 65 72 2E 63 6F 6D
      1D 28 6B 03 00 31 51 30  print
      """
    ),
    (
      Symbol(.microQR(.low), hello, moduleSize: 4),
      """
      1D 28 6B 04 00 31 41 33 00  Micro QR
      1D 28 6B 03 00 31 43 04
      1D 28 6B 03 00 31 45 30
      1D 28 6B 08 00 31 50 30 68 65 6C 6C 6F
      1D 28 6B 03 00 31 51 30
      """
    ),
    (
      Symbol(
        .pdf417(columns: 4, rows: 0, errorCorrection: 1, isTruncated: true), Array("1234".utf8), moduleSize: 3,
        rowHeight: 3),
      """
      1D 28 6B 03 00 30 41 04  columns
      1D 28 6B 03 00 30 42 00  rows: automatic
      1D 28 6B 03 00 30 43 03  modules of 3 dots
      1D 28 6B 03 00 30 44 03  rows of 3 modules
      1D 28 6B 04 00 30 45 30 31  error correction level 1
      1D 28 6B 03 00 30 46 01  truncated
      1D 28 6B 07 00 30 50 30 31 32 33 34
      1D 28 6B 03 00 30 51 30
      """
    ),
    (
      Symbol(.maxiCode(mode: 4), hello),
      """
      1D 28 6B 03 00 32 41 34
      1D 28 6B 08 00 32 50 30 68 65 6C 6C 6F
      1D 28 6B 03 00 32 51 30
      """
    ),
    (
      Symbol(.aztec(errorCorrection: 5), Array("test123".utf8), moduleSize: 2),
      """
      1D 28 6B 04 00 35 42 00 00  full range, layers automatic
      1D 28 6B 03 00 35 43 02
      1D 28 6B 03 00 35 45 05  5 percent
      1D 28 6B 0A 00 35 50 30 74 65 73 74 31 32 33
      1D 28 6B 03 00 35 51 30
      """
    ),
    (
      Symbol(.dataMatrix, hello, moduleSize: 16),
      """
      1D 28 6B 05 00 36 42 00 00 00  square, automatic
      1D 28 6B 03 00 36 43 10
      1D 28 6B 08 00 36 50 30 68 65 6C 6C 6F
      1D 28 6B 03 00 36 51 30
      """
    ),
  ]

  @Test func `GS ( k sets, stores and prints each symbol`() throws {
    for (symbol, expected) in Self.vectors {
      #expect(try symbol.bytes(for: .everything) == hex(expected), "\(symbol.kind)")
      #expect(readSymbols(hex(expected)).last == .symbol(symbol), "\(symbol.kind)")
    }
  }

  @Test func `a QR code by GS k 97 is sized by GS w`() throws {
    var profile = PrinterProfile.everything
    profile.quirks = [.qrByGSK]
    let symbol = Symbol(.qr(.quartile), Self.hello, moduleSize: 5)
    let bytes = try symbol.bytes(for: profile)
    // Version automatic, level 3 of 4, 5 bytes.
    #expect(bytes == hex("1D 77 05 1D 6B 61 00 03 05 00 68 65 6C 6C 6F"))
    #expect(Symbol(gsK97: Array(bytes.dropFirst(6)), moduleSize: 5) == symbol)
    #expect(
      Symbol(gsK97: [0, 5, 1, 0, 65], moduleSize: 5) == nil && Symbol(gsK97: [0, 1, 9, 0, 65], moduleSize: 5) == nil)
    #expect(!Symbol(.dataMatrix, Self.hello).isNative(in: profile))
    #expect(!Symbol(.qr(.low), Self.hello, moduleSize: 7).isNative(in: profile))
  }

  @Test func `capacities are kept to the last byte`() {
    let byte: [(Symbol.Kind, Int)] = [
      (.qr(.low), 2953), (.qr(.medium), 2331), (.qr(.quartile), 1663), (.qr(.high), 1273), (.microQR(.low), 15),
      (.microQR(.medium), 13), (.microQR(.quartile), 9), (.dataMatrix, 1555), (.microPDF417, 150),
      (.pdf417(columns: 0, rows: 0, errorCorrection: 0, isTruncated: false), 1108),
    ]
    for (kind, most) in byte { expectLimit(kind, most, 0xC8) }
    let digits: [(Symbol.Kind, Int)] = [
      (.qr(.low), 7089), (.qr(.high), 3057), (.microQR(.low), 35), (.dataMatrix, 3116), (.microPDF417, 366),
      (.aztec(errorCorrection: nil), 3832), (.maxiCode(mode: 4), 138),
      (.pdf417(columns: 0, rows: 0, errorCorrection: 0, isTruncated: false), 2710),
    ]
    for (kind, most) in digits { expectLimit(kind, most, 0x31) }
    let letters: [(Symbol.Kind, Int)] = [
      (.qr(.low), 4296), (.dataMatrix, 2335), (.microPDF417, 250), (.maxiCode(mode: 4), 93), (.maxiCode(mode: 5), 77),
      (.maxiCode(mode: 6), 93), (.pdf417(columns: 0, rows: 0, errorCorrection: 0, isTruncated: false), 1850),
    ]
    for (kind, most) in letters { expectLimit(kind, most, 0x41) }
  }

  private func expectLimit(_ kind: Symbol.Kind, _ most: Int, _ byte: UInt8) {
    #expect(throws: Never.self, "\(kind) \(most)") {
      try Symbol(kind, [UInt8](repeating: byte, count: most)).checked()
    }
    let error = #expect(throws: PosError.self, "\(kind) \(most + 1)") {
      try Symbol(kind, [UInt8](repeating: byte, count: most + 1)).checked()
    }
    #expect(error?.message.hasPrefix("\(most + 1) bytes are too many") == true)
  }

  @Test func `what is wrong is named, with a remedy`() {
    let wrong: [(Symbol, String)] = [
      (Symbol(.qr(.low), []), "no data"), (Symbol(.qr(.low), Self.hello, moduleSize: 0), "1 to 16 dots"),
      (Symbol(.qr(.low), Self.hello, moduleSize: 17), "not 17"),
      (Symbol(.microQR(.high), Self.hello), "Micro QR has no"),
      (Symbol(.pdf417(columns: 31, rows: 0, errorCorrection: nil, isTruncated: false), Self.hello), "30 columns"),
      (Symbol(.pdf417(columns: 1, rows: 2, errorCorrection: nil, isTruncated: false), Self.hello), "3 to 90 rows"),
      (Symbol(.pdf417(columns: 30, rows: 90, errorCorrection: nil, isTruncated: false), Self.hello), "928"),
      (Symbol(.pdf417(columns: 1, rows: 3, errorCorrection: nil, isTruncated: false), Self.hello), "too many"),
      (Symbol(.pdf417(columns: 0, rows: 0, errorCorrection: 9, isTruncated: false), Self.hello), "0 to 8"),
      (
        Symbol(.pdf417(columns: 0, rows: 0, errorCorrection: 1, isTruncated: false), Self.hello, rowHeight: 1),
        "2 to 8 modules"
      ),
      (Symbol(.aztec(errorCorrection: 4), Self.hello), "5 to 95"), (Symbol(.maxiCode(mode: 1), Self.hello), "2 to 6"),
      (Symbol(.maxiCode(mode: 2), Self.hello), "begins with an address"),
      (Symbol(.maxiCode(mode: 2), Array("B10\u{1D}840\u{1D}001\u{1D}hi".utf8)), "postcode of mode 2"),
      (Symbol(.maxiCode(mode: 3), Array("1234567\u{1D}840\u{1D}001".utf8)), "postcode of mode 3"),
      (Symbol(.maxiCode(mode: 2), Array("15238\u{1D}USA\u{1D}001".utf8)), "country"),
      (Symbol(.maxiCode(mode: 2), Array("15238\u{1D}840\u{1D}0001".utf8)), "service class"),
    ]
    for (symbol, message) in wrong {
      let error = #expect(throws: PosError.self, "\(symbol.kind)") { try symbol.checked() }
      #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
      #expect(error?.remedy?.isEmpty == false)
      #expect(!symbol.isNative(in: .everything))
    }
  }

  @Test func `what is left to posd is filled in`() throws {
    let pdf417 = try Symbol(
      .pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: false), [UInt8](repeating: 0x41, count: 100)
    ).checked()
    // 50 codewords: level 3.
    #expect(pdf417.kind == .pdf417(columns: 0, rows: 0, errorCorrection: 3, isTruncated: false))
    #expect(try Symbol(.aztec(errorCorrection: nil), Self.hello).checked().kind == .aztec(errorCorrection: 23))
    let address = try Symbol(.maxiCode(mode: 2), Array("15238\u{1D}40\u{1D}1\u{1D}hi".utf8)).checked()
    #expect(address.data == Array("15238\u{1D}040\u{1D}001\u{1D}hi".utf8))
  }

  /// Modules as zint 2.11 sets them.
  @Test func `widths are those of the symbols`() {
    let widths: [(Symbol.Kind, [UInt8], Int)] = [
      (.qr(.low), Self.hello, 21), (.qr(.low), [UInt8](repeating: 0xC8, count: 2953), 177),
      (.qr(.high), [UInt8](repeating: 0xC8, count: 8), 25), (.microQR(.quartile), Array("abc".utf8), 17),
      (.microQR(.low), [UInt8](repeating: 0x31, count: 23), 15), (.dataMatrix, [200], 10),
      (.dataMatrix, [UInt8](repeating: 0x41, count: 50), 24), (.dataMatrix, [UInt8](repeating: 200, count: 300), 72),
      (.dataMatrix, [UInt8](repeating: 0x31, count: 3116), 144),
      (.pdf417(columns: 4, rows: 0, errorCorrection: 3, isTruncated: false), Array("1234".utf8), 137),
      (.pdf417(columns: 4, rows: 0, errorCorrection: 3, isTruncated: true), Array("1234".utf8), 103),
    ]
    for (kind, data, modules) in widths {
      #expect(Symbol(kind, data, moduleSize: 2).width() == modules * 2, "\(kind) \(data.count)")
    }
    #expect(Symbol(.maxiCode(mode: 4), Self.hello, moduleSize: 9).width() == 225)
    #expect(Symbol(.aztec(errorCorrection: nil), Self.hello).width() == nil)
    #expect(Symbol(.qr(.low), []).width() == nil)
    // Five rows of three modules of two dots.
    let pdf417 = Symbol(
      .pdf417(columns: 4, rows: 0, errorCorrection: 3, isTruncated: false), Array("1234".utf8), moduleSize: 2)
    #expect(pdf417.size()?.height == 30)
  }

  @Test func `a code wider than the paper is refused`() {
    var profile = PrinterProfile.everything
    profile.dots = 21 * 16
    #expect(Symbol(.qr(.low), Self.hello, moduleSize: 16).isNative(in: profile))
    profile.dots -= 1
    #expect(!Symbol(.qr(.low), Self.hello, moduleSize: 16).isNative(in: profile))
  }

  @Test func `data that a printer would act upon are not sent`() {
    for second: UInt8 in [0x04, 0x05, 0x14] {
      #expect(!Symbol(.qr(.low), [0x41, 0x10, second, 0x01, 0x00, 0x01]).isNative(in: .everything))
    }
    #expect(Symbol(.qr(.low), [0x41, 0x10, 0x03]).isNative(in: .everything))
    // The length itself: 0410, DLE EOT.
    #expect(!Symbol(.qr(.low), [UInt8](repeating: 0xC8, count: 0x0410 - 3)).isNative(in: .everything))
    #expect(Symbol(.qr(.low), [UInt8](repeating: 0xC8, count: 0x0410 - 4)).isNative(in: .everything))
  }

  @Test func `what the printer does not know is drawn`() {
    #expect(Symbol(.qr(.low), Self.hello).isNative(in: .generic))
    #expect(!Symbol(.dataMatrix, Self.hello).isNative(in: .generic))
    #expect(!Symbol(.microPDF417, Self.hello).isNative(in: .everything))
    #expect(!Symbol(.dataMatrix, Self.hello, moduleSize: 1).isNative(in: .everything))
  }

  @Test func `UnifiedPOS numbers lead back to the kind`() {
    for number in 201...207 { #expect(Symbol.Kind(upos: number)?.upos == number) }
    #expect(Symbol.Kind(upos: 200) == nil && Symbol.Kind(upos: 208) == nil)
  }
}
