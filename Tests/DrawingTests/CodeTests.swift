import Glibc
import PosModel
import Rendering
import Testing

@testable import Drawing
@testable import EscPos

struct CodeTests {
  private static let hasReader = access("/usr/bin/zbarimg", X_OK) == 0

  /// What zbar reads from a preview of the code alone, told which symbology it is: else it takes some codes for others.
  private func read(_ kind: PaperItem.Kind, as symbology: String, width: Int = 576) throws -> String {
    var roll = PaperRoll(width: width)
    roll.height = 400
    roll.items = [PaperItem(x: 20, y: 20, kind)]
    guard case .png(let png) = Renderer().answer(.preview(roll, scale: 2)) else {
      throw PosError(.failure, "no picture")
    }
    return try zbar(png, as: symbology)
  }

  @Test(
    .enabled(if: hasReader, "zbarimg is not installed: apt-get install zbar-tools"),
    arguments: [
      (Barcode(.ean13, "4006381333931"), "EAN-13:4006381333931"),
      (Barcode(.ean13, "400638133393"), "EAN-13:4006381333931"),
      (Barcode(.ean8, "96385074"), "EAN-8:96385074"),
      (Barcode(.upcA, "036000291452"), "UPC-A:036000291452"),
      (Barcode(.upcE, "04252614"), "UPC-E:04252614"),
      (Barcode(.code39, "POSD-39", height: 60, text: .none), "CODE-39:POSD-39"),
      (Barcode(.code93, "POSD 93", text: .both), "CODE-93:POSD 93"),
      (Barcode(.code128, "Bon 1234567", moduleWidth: 3, text: .above), "CODE-128:Bon 1234567"),
      (Barcode(.gs1128, "(01)04006381333931(10)AB12"), "CODE-128:010400638133393110AB12"),
      (Barcode(.itf, "1234567890"), "I2/5:1234567890"),
      (Barcode(.codabar, "A12345B"), "Codabar:A12345B"),
      (Barcode(.dataBar, "04006381333931"), "DataBar:0104006381333931"),
      (Barcode(.dataBarExpanded, "(01)90614141000015(3202)000150"), "DataBar-Exp:01906141410000153202000150"),
      (Barcode(.dataBarStacked, "04006381333931", moduleWidth: 3), "DataBar:0104006381333931"),
      (Barcode(.dataBarExpandedStacked, "(01)90614141000015(3202)000150"), "DataBar-Exp:01906141410000153202000150"),
    ])
  func `a reader finds the barcode on the paper`(barcode: Barcode, expected: String) throws {
    let names = [
      "UPC-A": "ean13.enable -Supca", "UPC-E": "upce", "I2/5": "i25", "DataBar": "databar",
      "DataBar-Exp": "databar-exp",
    ]
    let name = String(expected.prefix { $0 != ":" })
    let symbology = names[name] ?? name.filter { $0 != "-" }.lowercased()
    #expect(try read(.barcode(barcode), as: symbology) == expected)
  }

  @Test(
    .enabled(if: hasReader, "zbarimg is not installed: apt-get install zbar-tools"),
    arguments: [Symbol.QRErrorCorrection.low, .medium, .quartile, .high])
  func `a reader finds the QR code on the paper`(level: Symbol.QRErrorCorrection) throws {
    let data = "https://example.com/receipt?n=42"
    #expect(try read(.symbol(Symbol(.qr(level), Array(data.utf8))), as: "qrcode") == "QR-Code:\(data)")
  }

  @Test func `every symbology is drawn in whole modules`() throws {
    let samples: [(BarcodeSymbology, String)] = [
      (.upcASupplement, "036000291452 12"), (.upcESupplement, "04252614 12"), (.ean8Supplement, "96385074 12"),
      (.ean13Supplement, "4006381333931 12345"), (.code2of5, "1234567"), (.dataBarStacked, "04006381333931"),
      (.dataBarLimited, "04006381333931"), (.dataBarExpandedStacked, "(01)90614141000015(3202)000150"),
    ]
    for (symbology, data) in samples {
      let one = try drawn(.barcode(Barcode(symbology, data, moduleWidth: 1, text: .none), maximumWidth: 576))
      let three = try drawn(.barcode(Barcode(symbology, data, moduleWidth: 3, text: .none), maximumWidth: 576))
      #expect(three.width == one.width * 3)
      #expect((0..<one.width).allSatisfy { three[$0 * 3 + 1, three.height - 1] == one[$0, one.height - 1] })
    }
  }

  /// GS1 General Specifications, 5.5.2.1 and 5.5.2.3: 33X and 34X a row, three separators of 1X between two rows.
  @Test func `the rows of stacked DataBar codes are as high as their standard wants them`() throws {
    let stacked = Barcode(.dataBarStacked, "04006381333931", moduleWidth: 3)
    #expect(try drawn(.barcode(stacked, maximumWidth: 576)).height == (33 + 3 + 33) * 3)
    let expanded = Barcode(.dataBarExpandedStacked, "(01)90614141000015(3202)000150", moduleWidth: 2)
    #expect(try drawn(.barcode(expanded, maximumWidth: 576)).height == (34 + 3 + 34) * 2)
  }

  @Test(arguments: [
    Symbol(.microQR(.low), Array("12345".utf8)), Symbol(.microPDF417, Array("POSD".utf8)),
    Symbol(.pdf417(columns: 3, rows: 0, errorCorrection: 2, isTruncated: false), Array("POSD".utf8)),
    Symbol(.pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: true), Array("POSD".utf8)),
    Symbol(.dataMatrix, Array("POSD".utf8)), Symbol(.aztec(errorCorrection: 23), Array("POSD".utf8)),
    Symbol(.aztec(errorCorrection: nil), Array("POSD".utf8)), Symbol(.maxiCode(mode: 4), Array("POSD".utf8)),
    Symbol(.maxiCode(mode: 2), Array("999999999\u{1D}840\u{1D}1\u{1D}POSD".utf8)),
  ])
  func `every two-dimensional code is drawn`(symbol: Symbol) throws {
    let bitmap = try drawn(.symbol(symbol, maximumWidth: 576))
    let share = Double(black(bitmap)) / Double(bitmap.width * bitmap.height)
    #expect(share > 0.2 && share < 0.8)
  }

  /// Impact heads: 160 dots an inch across, rows of 1/72 inch.
  @Test(arguments: [Symbol(.qr(.medium), Array("POSD".utf8), moduleSize: 4), Symbol(.dataMatrix, Array("POSD".utf8))])
  func `a matrix code is square on paper where dots are higher than wide`(symbol: Symbol) throws {
    let square = try drawn(.symbol(symbol, maximumWidth: 400))
    let modules = square.width / symbol.moduleSize
    let bitmap = try drawn(.symbol(symbol, maximumWidth: 400, rowHeight: 160.0 / 72))
    // Modules of 2 rows, 2/72 inch, are as high as 4.4 dots: 4 of them.
    #expect((bitmap.width, bitmap.height) == (modules * 4, modules * 2))
    for y in 0..<modules {
      for x in 0..<modules {
        let isDark = square[x * symbol.moduleSize, y * symbol.moduleSize]
        #expect(bitmap[x * 4, y * 2] == isDark && bitmap[x * 4 + 3, y * 2 + 1] == isDark)
      }
    }
    // Where that is too wide it gives way.
    #expect(try drawn(.symbol(symbol, maximumWidth: modules * 3, rowHeight: 160.0 / 72)).width == modules * 2)
  }

  @Test func `bars, rows and hexagons are as high on paper where dots are higher than wide`() throws {
    let bars = Barcode(.code128, "123456", moduleWidth: 2, height: 80, text: .none)
    // ESC * with 8 dots on a thermal head: rows of three dots.
    #expect(try drawn(.barcode(bars, maximumWidth: 576, rowHeight: 3)).height == 27)
    let labelled = Barcode(.code128, "123456", moduleWidth: 2, height: 80, text: .below)
    #expect(try drawn(.barcode(labelled, maximumWidth: 576, rowHeight: 3)).height == 27 + 1 + 8)
    let stack = Symbol(
      .pdf417(columns: 2, rows: 0, errorCorrection: 2, isTruncated: false), Array("POSD".utf8), moduleSize: 2,
      rowHeight: 3)
    let (plain, tall) = (
      try drawn(.symbol(stack, maximumWidth: 576)), try drawn(.symbol(stack, maximumWidth: 576, rowHeight: 3))
    )
    #expect(tall.width == plain.width && tall.height * 3 == plain.height)
    let maxi = Symbol(.maxiCode(mode: 4), Array("POSD".utf8))
    let (round, flat) = (
      try drawn(.symbol(maxi, maximumWidth: 576)), try drawn(.symbol(maxi, maximumWidth: 576, rowHeight: 2))
    )
    #expect(flat.width == round.width && abs(flat.height * 2 - round.height) <= 1)
    let (share, other) = (Double(black(round)), Double(black(flat) * 2))
    #expect(abs(share - other) < share / 10)
  }

  @Test func `a code is drawn with the widest modules that there is room for`() throws {
    // 211 modules.
    let barcode = Barcode(.code128, "ABCDEFGHIJKLMNOP", moduleWidth: 6)
    #expect(try drawn(.barcode(barcode, maximumWidth: 576)).width == 211 * 2)
    #expect(try drawn(.barcode(barcode, maximumWidth: 384)).width == 211)
    #expect(try drawn(.symbol(Symbol(.qr(.low), Array("POSD".utf8), moduleSize: 8), maximumWidth: 100)).width == 21 * 4)
    // GS1 in two columns, or in one.
    let stacked = Barcode(.dataBarExpandedStacked, "(01)90614141000015(3202)000150")
    #expect(try drawn(.barcode(stacked, maximumWidth: 204)).width == 102 * 2)
    #expect(try drawn(.barcode(stacked, maximumWidth: 203)).width == 53 * 2)
    #expect {
      try drawn(.barcode(barcode, maximumWidth: 200))
    } throws: {
      ($0 as? PosError)?.message == "the code would be 211 dots wide at least; there is room for 200"
    }
  }

  /// ISO/IEC 15417, table 1: start A 11010000100, start B 11010010000, FNC3 (96) 10111100010, FNC1 (102) 11110101110.
  @Test func `a Code 128 holds its FNC characters`() throws {
    func modules(_ data: String, _ count: Int) throws -> String {
      let bitmap = try drawn(
        .barcode(Barcode(.code128, data, moduleWidth: 1, height: 1, text: .none), maximumWidth: 576))
      return (0..<count).map { bitmap[$0, 0] ? "1" : "0" }.joined()
    }
    let programming = try modules("\u{F3}$P,HA47,P\r", 22)
    #expect(["11010000100", "11010010000"].contains(String(programming.prefix(11))))
    #expect(programming.suffix(11) == "10111100010")
    // A is 33: 10100011000.
    #expect(try modules("A\u{F1}B", 33) == "11010010000" + "10100011000" + "11110101110")
  }

  @Test(
    .enabled(if: hasReader, "zbarimg is not installed: apt-get install zbar-tools"),
    arguments: [
      ("No.123456", "No.123456"), ("\u{1}b\u{2}", "\u{1}b\u{2}"), ("\u{F1}0104006381333931", "0104006381333931"),
      ("ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_", "ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_"),
      ("`abcdefghijklmnopqrstuvwxyz{|}~", "`abcdefghijklmnopqrstuvwxyz{|}~"),
      (" !\"#$%&'()*+,-./:;<=>?@", " !\"#$%&'()*+,-./:;<=>?@"),
      ("0001020304050607080910111213141516171819", "0001020304050607080910111213141516171819"),
      ("2021222324252627282930313233343536373839", "2021222324252627282930313233343536373839"),
      ("4041424344454647484950515253545556575859", "4041424344454647484950515253545556575859"),
      ("6061626364656667686970717273747576777879", "6061626364656667686970717273747576777879"),
      ("8081828384858687888990919293949596979899", "8081828384858687888990919293949596979899"),
    ])
  func `a reader finds every character of Code 128`(data: String, expected: String) throws {
    let barcode = Barcode(.code128, data, moduleWidth: 1, text: .none)
    #expect(try read(.barcode(barcode), as: "code128") == "CODE-128:" + expected)
  }

  /// The widths that decide whether a code fits are those of what is drawn.
  @Test func `codes are as wide as they were reckoned`() throws {
    let elements = [
      "(01)09501101530003", "(01)09501101530003(17)260131(10)ABCDEFG123", "(10)ABCDEFGHIJKLMNOPQRST",
      "(10)abcdefghijklmnopqrst", "(99)!\"%&*+,-./:;<=>?_", "(99)1234567890123456789012345678901234567890",
      "(01)09501101530003(3922)123(17)260131", "(10)A1B2C3D4a1(21)55a5", "(10)12A345B6789C(21)1a22b333c4444",
    ]
    for data in elements {
      let barcode = try Barcode(.dataBarExpanded, data, moduleWidth: 1, text: .none).checked()
      let width = try drawn(.barcode(barcode, maximumWidth: 1_000)).width
      let most = try #require(barcode.mostWidth())
      #expect(width <= most && most <= width + 17 + 15, "\(data)")
    }
    let others: [(BarcodeSymbology, String)] = [
      (.upcA, "036000291452"), (.upcE, "04252614"), (.ean8, "96385074"), (.ean13, "4006381333931"),
      (.upcASupplement, "036000291452 12"), (.upcESupplement, "04252614 12345"), (.ean8Supplement, "96385074 12"),
      (.ean13Supplement, "4006381333931 12345"), (.code2of5, "1234567"), (.itf, "123456"), (.codabar, "A12345:B"),
      (.code39, "ABC 012"), (.code93, "Ab"), (.code128, "No.123456"), (.gs1128, "(01)04006381333931(10)AB12(21)9"),
      (.dataBar, "04006381333931"), (.dataBarLimited, "04006381333931"), (.dataBarStacked, "04006381333931"),
    ]
    for (symbology, data) in others {
      let barcode = try Barcode(symbology, data, moduleWidth: 1, text: .none).checked()
      #expect(try drawn(.barcode(barcode, maximumWidth: 1_000)).width == barcode.drawnModules(), "\(symbology)")
    }
  }

  @Test func `two-dimensional codes are no larger than they were reckoned`() throws {
    let texts = [
      "POSD", "https://example.com/receipt?n=42&t=20261123", "1234567890123456789012345",
      "Rechnung Nr. 4711, Tisch 12: 56,00 EUR",
      String(repeating: "Hello World, hello 123. ", count: 12), String(repeating: "中文", count: 40),
    ]
    for text in texts {
      for kind in [
        Symbol.Kind.qr(.medium), .dataMatrix, .aztec(errorCorrection: nil), .aztec(errorCorrection: 50),
        .aztec(errorCorrection: 75), .pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: false),
      ] {
        let symbol = try #require(try Symbol(kind, Array(text.utf8), moduleSize: 1).checked().fitted(to: 300))
        let bitmap = try drawn(.symbol(symbol, maximumWidth: 300))
        let most = try #require(symbol.mostSize())
        #expect(bitmap.width <= most.width && bitmap.height <= most.height, "\(kind) \(text)")
      }
    }
  }

  @Test func `what passes for a code's data is drawn`() throws {
    let letters = { (count: Int) in [UInt8](repeating: 0x61, count: count) }
    for symbol in [Symbol(.maxiCode(mode: 4), letters(92)), Symbol(.microPDF417, letters(249))] {
      #expect(try drawn(.symbol(symbol, maximumWidth: 576)).width > 0)
      var longer = symbol
      longer.data.append(0x61)
      #expect(throws: PosError.self) { try longer.checked() }
    }
  }

  @Test func `data that a symbology cannot hold is an error with zint's reason`() {
    for barcode in [Barcode(.ean13, "40063813339X"), Barcode(.itf, "A"), Barcode(.code128, "")] {
      #expect(throws: PosError.self) { try drawn(.barcode(barcode, maximumWidth: 576)) }
    }
    let long = [UInt8](repeating: 0x41, count: 7000)
    #expect(throws: PosError.self) { try drawn(.symbol(Symbol(.qr(.high), long), maximumWidth: 576)) }
  }
}
