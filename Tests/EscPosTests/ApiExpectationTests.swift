import EscPos
import PosModel
import Testing

/// Holds posd to what four other libraries expect of themselves, row by row; `ApiDifferences` accounts for the rest.
struct ApiExpectationTests {
  private static let full: PrinterProfile = {
    var profile = PrinterProfile.generic
    profile.hasRed = true
    profile.fonts[.c] = .init(width: 8, height: 16)
    profile.barcodes = Set(BarcodeSymbology.allCases)
    profile.symbols = Set(PrinterProfile.SymbolName.allCases)
    profile.codePages = [0: "cp437", 16: "windows-1252"]
    profile.multiByte = nil
    profile.buzzer = .escB
    return profile
  }()

  private static func profile(_ change: (inout PrinterProfile) -> Void) -> PrinterProfile {
    var profile = full
    change(&profile)
    return profile
  }

  private static func style(_ change: (inout TextStyle) -> Void = { _ in }) -> PrintCommand {
    var style = TextStyle()
    change(&style)
    return .style(style)
  }

  /// Everything is told once when nothing is known.
  private static func told(_ commands: PrintCommand...) -> [PrintCommand] { [.raw([])] + commands + [.text("x")] }

  private static func dots(_ width: Int, _ height: Int, _ black: (Int, Int)...) -> PrintCommand {
    var bitmap = Bitmap(width: width, height: height)
    for (x, y) in black { bitmap[x, y] = true }
    return .bitmap(bitmap)
  }

  private static func qr(_ data: String, _ level: Symbol.QRErrorCorrection = .low, _ size: Int = 4) -> [PrintCommand] {
    [.symbol(Symbol(.qr(level), Array(data.utf8), moduleSize: size))]
  }

  private static func symbol(_ kind: Symbol.Kind, _ data: String, _ size: Int = 4, _ row: Int = 3) -> [PrintCommand] {
    [.symbol(Symbol(kind, Array(data.utf8), moduleSize: size, rowHeight: row))]
  }

  private static func pdf417(_ columns: Int = 0, truncated: Bool = false) -> Symbol.Kind {
    .pdf417(columns: columns, rows: 0, errorCorrection: nil, isTruncated: truncated)
  }

  /// By file and number of the row from 1: how, our commands, and the profile if it is another one.
  private static let ours: [String: [(row: Int, how: Ours, commands: [PrintCommand], profile: PrinterProfile)]] = [
    "escpos-php": php, "escpos-rs": rs, "receiptprinterencoder-esc-pos": rpe, "escpos-buffer": buffer,
    "receiptprinterencoder-star-prnt": [(16, .plainly, [.raw([0x1C, 0x2E]), .newline], full)],
  ]

  private static let php: [(row: Int, how: Ours, commands: [PrintCommand], profile: PrinterProfile)] = [
    (1, .same, [], full),
    (
      2, .plainly, [.text("示例文本打印机!"), .newline],
      profile { $0.multiByte = .init(encoding: "gb18030", mode: .offAtStart) }
    ),
    (3, .same, [.text("String"), .text("123"), .text("1.2")], full),
    (5, .within, told(style { $0.underline = .thin }), full), (6, .within, told(style { $0.underline = .thick }), full),
    (8, .within, told(style { $0.isBold = true }), full), (9, .within, told(style()), full),
    (13, .within, told(style()), full), (15, .within, told(.align(.left)), full),
    (16, .within, told(.align(.center)), full), (35, .within, told(style { $0.isInverted = true }), full),
    (36, .within, told(style()), full), (37, .same, [dots(1, 1)], full),
    (38, .same, [dots(2, 2, (0, 0), (1, 0))], full), (39, .same, [dots(2, 2, (0, 0), (1, 0))], full),
    (43, .same, [dots(1, 1, (0, 0))], profile { $0.imageCommand = .graphics }),
    (44, .same, [dots(2, 2, (0, 0), (1, 0))], profile { $0.imageCommand = .graphics }),
    (47, .same, qr("1234", .low, 3), full), (48, .within, told(style { ($0.width, $0.height) = (4, 4) }), full),
    (49, .within, told(style { $0.isRed = true }), full), (50, .same, [.lineSpacing(dots: nil)], full),
    (51, .same, [.lineSpacing(dots: 16)], full), (52, .within, [.area(left: 0, width: 512)], full),
    (53, .within, [.area(left: 0, width: 400)], full), (54, .within, [.area(left: 0, width: nil)], full),
    (19, .within, [.barcode(Barcode(.upcA, "01234567890"))], full),
    (26, .within, [.barcode(Barcode(.ean13, "012345678901"))], full),
    (28, .within, [.barcode(Barcode(.code39, "ABC 012"))], full),
    (29, .within, [.barcode(Barcode(.code39, "$%+-./"))], full),
    (34, .within, [.barcode(Barcode(.code128, "012ABCDabcd"))], full),
    (31, .within, [.barcode(Barcode(.codabar, "A012345A"))], full),
    (32, .within, [.barcode(Barcode(.codabar, "A012$+-./:A"))], full),
  ]

  private static let rs: [(row: Int, how: Ours, commands: [PrintCommand], profile: PrinterProfile)] = [
    (1, .same, [], full), (3, .within, [.text("é")], full),
    (4, .within, [], profile { $0.multiByte = PrinterProfile.generic.multiByte }),
    (5, .within, told(style { $0.underline = .thin }), full),
    (6, .within, told(style { $0.underline = .thick }), full), (8, .within, told(style()), full),
    (9, .within, told(style { $0.isRotated = true }), full), (10, .within, told(.align(.center)), full),
    (11, .within, told(style()), full), (12, .within, told(style { $0.isInverted = true }), full),
    (14, .same, [.lineSpacing(dots: 0)], full), (15, .same, [.lineSpacing(dots: nil)], full),
    (16, .within, told(style()), full), (17, .within, told(style { ($0.width, $0.height) = (2, 2) }), full),
    (18, .within, told(style { ($0.width, $0.height) = (8, 8) }), full),
    (19, .within, told(style { $0.isUpsideDown = true }), full),
    (20, .within, [.drawer(DrawerPulse())], full),
    (31, .within, [.barcode(Barcode(.ean8, "1234567", moduleWidth: 5))], full),
    (34, .within, [.barcode(Barcode(.ean8, "1234567", text: .above))], full),
    (35, .within, [.barcode(Barcode(.ean8, "1234567", text: .below))], full), (37, .within, qr("a"), full),
    (38, .within, qr("a"), full), (39, .within, qr("a", .high), full), (40, .within, qr("a", .low, 1), full),
    (41, .within, qr("a", .low, 8), full), (43, .within, qr("test data qrcode"), full), (44, .within, qr("a"), full),
    (47, .within, symbol(pdf417(16), "test", 2), profile { $0.dots = 832 }),
    (48, .within, symbol(pdf417(), "test", 3, 2), full),
    (51, .within, symbol(pdf417(), "test", 3), full), (52, .within, symbol(pdf417(truncated: true), "test", 3), full),
    (53, .within, symbol(pdf417(), "test", 3), full), (54, .within, symbol(pdf417(), "test", 3), full),
    (55, .within, symbol(.maxiCode(mode: 2), "123456789\u{1D}840\u{1D}001"), full),
    (56, .within, symbol(.maxiCode(mode: 3), "AB1234\u{1D}840\u{1D}001"), full),
    (57, .within, symbol(.maxiCode(mode: 4), "test"), full), (58, .within, symbol(.maxiCode(mode: 4), "test"), full),
    (59, .within, symbol(.dataMatrix, "test"), full), (61, .within, symbol(.dataMatrix, "test", 16), full),
    (62, .within, symbol(.dataMatrix, "test123"), full), (63, .within, symbol(.dataMatrix, "test"), full),
    (64, .within, symbol(.aztec(errorCorrection: nil), "test"), full),
    (67, .within, symbol(.aztec(errorCorrection: nil), "test", 2), full),
    (68, .within, symbol(.aztec(errorCorrection: nil), "test", 16), full),
    (71, .within, symbol(.aztec(errorCorrection: nil), "test123"), full),
    (72, .within, symbol(.aztec(errorCorrection: nil), "test"), full),
  ]

  private static let rpe: [(row: Int, how: Ours, commands: [PrintCommand], profile: PrinterProfile)] = [
    (1, .plainly, [.text("hello"), .newline], full), (2, .plainly, [.text("hello"), .newline, .newline], full),
    (3, .plainly, [.text("hello"), .newline], full),
    (4, .plainly, [.text("héllo"), .newline], profile { $0.codePages = [16: "windows-1252"] }),
    (5, .plainly, [style { $0.isBold = true }, .text("hello"), .newline], full),
    (6, .plainly, [style { $0.width = 2 }, .text("hello"), .newline], full),
    (7, .plainly, [style { $0.height = 2 }, .text("hello"), .newline], full),
    (8, .plainly, [style { ($0.width, $0.height) = (2, 2) }, .text("hello"), .newline], full),
    (9, .plainly, [.text("hello"), .newline], full), (10, .plainly, [.text("  hello"), .newline], full),
    (11, .plainly, [.text("     hello"), .newline], full),
    (12, .plainly, qr("https://nielsleenheer.com", .medium, 6) + [.newline], full),
    (14, .plainly, [dots(8, 8, (0, 0)), .newline], full),
    (15, .same, [.drawer(DrawerPulse(on: .milliseconds(100), off: .milliseconds(500)))], full),
    (19, .plainly, [.raw([0x1C, 0x2E]), .newline], full),
  ]

  private static let buffer: [(row: Int, how: Ours, commands: [PrintCommand], profile: PrinterProfile)] = [
    (1, .plainly, [.text("Simple Line"), .newline], full), (2, .plainly, [.newline], full),
    (3, .plainly, [.align(.center), style { $0.isBold = true }, .text("Bold text"), .newline], full),
    (5, .plainly, [.align(.center), style { $0.underline = .thin }, .text("Underline Text"), .newline], full),
    (21, .plainly, [.drawer(DrawerPulse(on: .milliseconds(120), off: .milliseconds(240)))], full),
    (17, .plainly, [.beep(times: 1, duration: .milliseconds(100))], profile { $0.buzzer = .bel }),
    (18, .plainly, [.beep(times: 1, duration: .milliseconds(100))], profile { $0.buzzer = .bel }),
    (27, .plainly, [.beep(times: 1, duration: .milliseconds(100))], profile { $0.buzzer = .bel }),
    (29, .plainly, [.beep(times: 1, duration: .milliseconds(100))], profile { $0.buzzer = .bel }),
    (24, .plainly, [.text("Large Text"), .newline], full),
    (31, .plainly, [.beep(times: 1, duration: .milliseconds(150))], full),
  ]

  @Test(arguments: ApiExpectation.files)
  func `every row is the same, or a difference that has its reason`(file: String) throws {
    let rows = try ApiExpectation.rows(file)
    let same = Self.ours[file] ?? []
    let different = ApiDifferences.all.filter { $0.file == file }.flatMap(\.rows)
    #expect((same.map(\.row) + different).sorted() == Array(1...rows.count))
    for (number, how, commands, profile) in same {
      let expected = rows[number - 1].bytes
      let bytes: [UInt8]
      do {
        bytes = try ReceiptEncoder(profile: profile).encode(Composition(commands: commands))
      } catch {
        Issue.record("\(file) \(number): \(error)")
        continue
      }
      // ESC R 0 is ours: others leave a printer of East Asia in its own set.
      let plain = Array(bytes.prefix(2) + bytes.dropFirst(profile.multiByte == nil ? 2 : 5))
      let tail = Array(expected.starts(with: [0x1B, 0x40]) ? expected.dropFirst(2) : expected[...])
      switch how {
      case .same: #expect(Array(plain.dropFirst(2)) == tail, "\(file) \(number)")
      case .within: #expect(bytes.firstRange(of: tail) != nil, "\(file) \(number)")
      case .plainly: #expect(Plainly.tokens(plain) == Plainly.tokens(expected), "\(file) \(number)")
      }
    }
  }
}

/// Where posd deliberately says it otherwise.
enum ApiDifferences {
  static let all: [(file: String, rows: [Int], reason: String)] = [
    ("escpos-buffer", [4, 25, 30], "ESC ! sets five styles at once; posd has a command for each, and GS ! for sizes"),
    ("escpos-buffer", [6], "ESC 3 16 is less than the dots are high; posd sets just 24"),
    ("escpos-buffer", [13], "a QR code as ESC * columns; posd leaves it to the printer"),
    ("escpos-buffer", [7, 8, 9], "no printer commands but dots after a filter, which the render process applies"),
    (
      "escpos-buffer", [10, 11], "1D F9 is the maker's own command; the buzzer's pause is as long as its sound in posd"
    ),
    ("escpos-buffer", [12], "the font comes before the alignment"),
    ("escpos-buffer", [14, 15, 16, 19, 20, 22, 23, 26], "dialects of their makers: ESC j, ESC F, SO, ESC w"),
    ("escpos-buffer", [28], "feeds by ESC J before GS V 66 n, which feeds anyway"),
    ("escpos-php", [4], "ESC ! sets five styles at once"),
    ("escpos-php", [7, 14], "one style after the other without a character between; posd writes what text needs"),
    ("escpos-php", [10, 11, 12], "double-strike: posd has one bold, ESC E"),
    ("escpos-php", [17], "posd feeds forward only"),
    ("escpos-php", [18], "three lines more; GS V 65 0 feeds past the cutter already"),
    ("escpos-php", [20, 23, 27], "the check digit is wrong, which posd refuses"),
    ("escpos-php", [21, 22], "posd sends UPC-E as the eleven digits of its UPC-A number"),
    ("escpos-php", [24, 25], "a number that has no UPC-E form, which posd refuses"),
    ("escpos-php", [30], "the asterisks of Code 39 are the printer's to add"),
    ("escpos-php", [33], "posd chooses the sets of Code 128 itself"),
    ("escpos-php", [40, 41, 42], "ESC 3 16 against ESC 3 24, just the height of the dots"),
    ("escpos-php", [45, 46], "PDF417's settings come in the order of their numbers, and all of them"),
    ("escpos-rs", [2], "CAN: a page begins empty"),
    ("escpos-rs", [7], "double-strike: posd has one bold, ESC E"),
    ("escpos-rs", [13], "nothing to feed is no command"),
    ("escpos-rs", [21], "GS P: posd counts in the printer's dots"),
    ("escpos-rs", Array(22...26), "status is the driver's to ask"),
    ("escpos-rs", Array(27...30), "posd writes a barcode's digits in font A"),
    ("escpos-rs", [32, 33, 42], "a module of 1 dot is drawn by posd, and one over the range refused, not clamped"),
    ("escpos-rs", [36], "posd makes QR model 2 only"),
    ("escpos-rs", [45, 46], "the two-dimensional GS1 DataBar codes keep the width that the printer gives them"),
    ("escpos-rs", [49, 50, 69, 70], "the length in the row is not that of its parameters"),
    ("escpos-rs", [60, 65, 66], "the size of a symbol follows from its data"),
    ("receiptprinterencoder-esc-pos", [13], "posd makes QR model 2 only"),
    ("receiptprinterencoder-esc-pos", [16, 17, 18], "posd feeds past the cutter first"),
    ("receiptprinterencoder-star-prnt", Array(1...15), "not ESC/POS but Star's own language, raw bytes apart"),
  ]
}
