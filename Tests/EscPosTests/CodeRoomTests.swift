import PosModel
import Testing

@testable import EscPos

/// Codes that have no room as they were asked for: a printer would leave them out without a word.
@Suite struct CodeRoomTests {
  private func named(_ id: String) throws -> PrinterProfile { try #require(PrinterProfile.named(id)) }

  private func composed(_ elements: [ReceiptElement], _ id: String) throws -> Composition {
    try ReceiptLayout(profile: named(id)).compose(ReceiptDocument(elements))
  }

  private static let elements = "(01)09501101530003(17)260131(10)ABCDEFG123"

  @Test(arguments: ["TM-T88V", "TM-T88VII"])
  func `a DataBar Expanded that is wider than the paper is drawn`(id: String) throws {
    // 330 modules of two dots on 512, as zint has them.
    let code = Barcode(.dataBarExpanded, Self.elements)
    let composition = try composed([.barcode(BarcodeElement(code))], id)
    #expect(composition.artwork == [.barcode(try code.checked(), maximumWidth: 512)])
    #expect(composition.narrow == [0])
    let short = Barcode(.dataBarExpanded, "(01)09501101530003")
    #expect(short.isNative(in: try named(id)))
  }

  @Test func `an Aztec code that is wider than the paper is drawn`() throws {
    var profile = PrinterProfile.everything
    profile.dots = 200
    let data = Array("https://example.com/receipt?n=42".utf8)
    #expect(Symbol(.aztec(errorCorrection: nil), data, moduleSize: 4).isNative(in: profile))
    #expect(!Symbol(.aztec(errorCorrection: nil), data, moduleSize: 10).isNative(in: profile))
  }

  @Test func `codes get narrower modules where there is no room for wider ones`() throws {
    // 18 letters and digits: 15 + 5 characters of Code 128, 277 modules or fewer.
    let barcode = Barcode(.code128, "1234567890ABCDEFGH", moduleWidth: 4)
    let modules = try #require(barcode.checked().drawnModules())
    let native = try composed([.barcode(BarcodeElement(barcode))], "TM-T88V")
    #expect(modules * 3 > 512 && modules * 2 <= 512)
    var fitting = barcode
    fitting.moduleWidth = 2
    #expect(native.commands.contains(.barcode(fitting)) && native.artwork.isEmpty && native.narrow.isEmpty)
    // At one dot some readers give up.
    let long = Barcode(.code128, "1234567890ABCDEFGHIJKLMN")
    let drawn = try composed([.line("a"), .barcode(BarcodeElement(long))], "generic-58")
    var narrow = long
    narrow.moduleWidth = 1
    #expect(drawn.artwork == [.barcode(narrow, maximumWidth: 384)] && drawn.narrow == [0])
    #expect(drawn.place(of: 0) == "receipt[1]")
    // 49 modules of eight dots on 384.
    let link = Array("https://www.google.com/search?q=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".utf8)
    let symbol = try composed([.symbol(SymbolElement(Symbol(.qr(.high), link, moduleSize: 8)))], "generic-58")
    #expect(symbol.commands.contains(.symbol(Symbol(.qr(.high), link, moduleSize: 7))))
  }

  @Test func `a code that has no room at all is an error with its place`() throws {
    let long = Barcode(.code39, String(repeating: "POSD", count: 20))
    let error = #expect(throws: PosError.self) {
      try composed([.line("a"), .box(BoxElement([.line("b"), .barcode(BarcodeElement(long))]))], "generic-58")
    }
    #expect(error?.message.hasPrefix("receipt[1].box[1]: is 1065 dots wide even with modules of one dot") == true)
    let layout = ReceiptLayout(profile: try named("generic-58"))
    #expect(throws: PosError.self) { try layout.checkCodes(of: ReceiptDocument([.barcode(BarcodeElement(long))])) }
    #expect(throws: Never.self) {
      try layout.checkCodes(of: ReceiptDocument([.barcode(BarcodeElement(Barcode(.ean8, "9638507")))]))
    }
  }

  @Test func `on a page a code has the room from its place to the edge`() throws {
    let barcode = Barcode(.code128, "1234567890ABCDEFGH")
    let symbol = Symbol(.qr(.medium), Array("https://example.com/aaaaaaaaaaaaaaaaaaaaaaaa".utf8), moduleSize: 6)
    func page(x: Int, width: Int?, _ direction: PageDirection = .leftToRight) throws -> Composition {
      let items = [
        PageElement.Item(x: x, y: 100, .barcode(BarcodeElement(barcode))),
        PageElement.Item(x: x, y: 300, .symbol(SymbolElement(symbol))),
      ]
      return try composed(
        [.page(PageElement(items, width: width, height: 900, direction: direction))], "TM-T88V")
    }
    let modules = try #require(barcode.checked().drawnModules())
    let whole = try page(x: 0, width: nil)
    #expect(whole.artwork.isEmpty)
    // 256 dots are left.
    let part = try page(x: 256, width: nil)
    var narrow = barcode
    narrow.moduleWidth = 1
    #expect(part.artwork == [.barcode(narrow, maximumWidth: 256)] && modules <= 256)
    #expect(part.place(of: 0) == "receipt[0].page[0].element")
    #expect(try page(x: 256, width: nil, .topToBottom).artwork.isEmpty)
    let error = #expect(throws: PosError.self) { try page(x: 480, width: nil) }
    #expect(error?.message.hasPrefix("receipt[0].page[0].element: is") == true)
    #expect(throws: PosError.self) { try page(x: 600, width: nil) }
    let paper = PaperPreview(
      of: try ReceiptEncoder(profile: named("TM-T88V")).encode(whole, artwork: []), profile: try named("TM-T88V"))
    #expect(paper.unknown.isEmpty && paper.roll.items.filter(\.isCode).count == 2)
  }

  @Test func `PDF417 takes as many columns as there is room for`() throws {
    let text = Array(String(repeating: "abcdefghij", count: 6).utf8)
    let free = Symbol(.pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: false), text, moduleSize: 3)
    let composition = try composed([.symbol(SymbolElement(free))], "generic-58")
    // 69 + 3 × 17 modules of three dots; the level is the standard's for 31 codewords.
    let fitting = Symbol(.pdf417(columns: 3, rows: 0, errorCorrection: 2, isTruncated: false), text, moduleSize: 3)
    #expect(composition.artwork == [.symbol(fitting, maximumWidth: 384)] && composition.narrow.isEmpty)
    // A printer that sets it finds them by itself on its whole paper.
    #expect(try composed([.symbol(SymbolElement(free))], "TM-T88V").commands.contains(.symbol(free)))
  }

  @Test func `a preview sets PDF417 in the columns that the paper has room for`() throws {
    var profile = try named("TM-T88V")
    profile.dots = 384
    let text = [UInt8](repeating: 0x61, count: 300)
    let free = Symbol(.pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: false), text, moduleSize: 3)
    let paper = PaperPreview(of: [0x1B, 0x40] + (try free.bytes(for: profile)), profile: profile)
    guard case .symbol(let symbol) = paper.roll.items.first?.kind else {
      Issue.record("no symbol")
      return
    }
    #expect(symbol.kind == .pdf417(columns: 3, rows: 0, errorCorrection: 3, isTruncated: false))
    // (151 + 1 + 16) / 3 rows of three modules of three dots.
    #expect(paper.roll.height == 56 * 9)
  }

  @Test func `a preview leaves out a code that is too wide, and lists it`() throws {
    let profile = try named("TM-T88V")
    // GS w 6, GS k 73 with 40 letters; a QR code of 16 dots a module
    let barcode = [0x1D, 0x77, 6, 0x1D, 0x6B, 73, 42, 0x7B, 0x42] + [UInt8](repeating: 0x41, count: 40)
    let symbol = try Symbol(.qr(.low), [UInt8](repeating: 0x41, count: 150), moduleSize: 16).bytes(
      for: .everythingWide)
    let paper = PaperPreview(of: [0x1B, 0x40] + barcode + symbol + [0x41, 0x0A], profile: profile)
    #expect(!paper.roll.items.contains(where: \.isCode) && paper.unknown.count == 2)
    #expect(paper.unknown.first?.bytes.starts(with: [0x1D, 0x6B, 73]) == true)
    // ESC L, ESC W 0, 0, 200, 200, GS $ 100, GS k 73, FF
    let page: [UInt8] =
      [0x1B, 0x40, 0x1B, 0x4C, 0x1B, 0x57, 0, 0, 0, 0, 200, 0, 200, 0, 0x1D, 0x24, 100, 0]
      + [0x1D, 0x6B, 73, 18, 0x7B, 0x42] + [UInt8](repeating: 0x41, count: 16) + [0x0C]
    let narrow = PaperPreview(of: page, profile: profile)
    #expect(!narrow.roll.items.contains(where: \.isCode) && narrow.unknown.count == 1)
  }

  @Test func `the height of stacked DataBar codes is reckoned in a preview`() throws {
    let profile = PrinterProfile.everything
    for (barcode, height) in [
      (Barcode(.dataBarStacked, "0950110153000", moduleWidth: 3), 69 * 3),
      // Nine characters in rows of four.
      (Barcode(.dataBarExpandedStacked, "(01)09501101530003(10)ABCDEFG"), (3 * 37 - 3) * 2),
    ] {
      let paper = PaperPreview(of: try barcode.bytes(for: profile), profile: profile)
      #expect(paper.roll.height == height, "\(barcode.symbology)")
    }
  }

  @Test func `the character size does not enlarge a two-dimensional code`() throws {
    var look = TextLook()
    (look.width, look.height) = (2, 2)
    let title = ReceiptElement.text(TextElement([TextSpan("A")], look: look))
    let symbol = Symbol(.qr(.medium), Array("A".utf8))
    let composition = try composed([title, .symbol(SymbolElement(symbol)), title, .line("b")], "TM-T88V")
    let bytes = try ReceiptEncoder(profile: named("TM-T88V")).encode(composition, artwork: [])
    let tokens = CommandToken.all(of: bytes, dialect: CommandDialect(try named("TM-T88V")))
    let sizes = tokens.compactMap { token -> String? in
      let start = Array(bytes[token.offset...].prefix(3))
      if start.starts(with: [0x1D, 0x21]) { return "\(start[2])" }
      return start == [0x1D, 0x28, 0x6B] ? "k" : nil
    }
    // Size 17 is twice as wide and as high.
    #expect(sizes == ["17", "0", "k", "k", "k", "k", "k", "17", "0"])
  }

  @Test func `markup leaves out the code that is too wide, says so, and prints the rest`() throws {
    let long = String(repeating: "ABCDEFGHIJ", count: 8)
    let layout = ReceiptLayout(profile: try named("generic-58"))
    var warnings: [MarkupWarning] = []
    let composition = try layout.compose(
      markup: try Markup("a\n{code:\(long)}\nb\n{code:1234567890ABCDEFGHIJKLMN}\n{c:\(long); o:qrcode,8,h}"),
      warnings: &warnings)
    #expect(warnings.map(\.line) == [2, 4], "\(warnings)")
    #expect(warnings.first?.message.hasPrefix("the code is left out: it is") == true)
    #expect(warnings.last?.message.contains("modules of one dot") == true)
    #expect(composition.artwork.count == 1 && composition.narrow.isEmpty)
    #expect(PlainPaper(composition).text.filter { $0 != " " }.hasPrefix("a\nb\n"))
    let symbol = composition.commands.contains { if case .symbol = $0 { true } else { false } }
    #expect(symbol)
  }

  @Test func `what is drawn knows its place`() throws {
    let picture = ReceiptElement.image(ImageElement([1]))
    let page = ReceiptElement.page(PageElement([.init(x: 0, y: 40, picture)], height: 300))
    let composition = try composed([picture, .box(BoxElement([.line("a"), picture])), page], "TM-T88V")
    #expect(
      (0..<3).map { composition.place(of: $0) } == ["receipt[0]", "receipt[1].box[1]", "receipt[2].page[0].element"])
    #expect(composition.place(of: 3) == nil)
  }
}

extension PaperItem {
  fileprivate var isCode: Bool {
    switch kind {
    case .barcode, .symbol: true
    default: false
    }
  }
}

extension PrinterProfile {
  /// Paper that is wide enough for any code.
  fileprivate static var everythingWide: PrinterProfile {
    var profile = everything
    profile.dots = 2_000
    return profile
  }
}
