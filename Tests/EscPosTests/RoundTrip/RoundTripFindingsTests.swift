import PosModel
import Testing

@testable import EscPos

/// What receipts by chance have brought to light, each by itself.
@Suite struct RoundTripFindingsTests {
  private func items(_ elements: [ReceiptElement], _ profile: PrinterProfile, _ picture: Bitmap? = nil) throws
    -> [PaperItem]
  {
    let composition = try ReceiptLayout(profile: profile).compose(ReceiptDocument(elements))
    let artwork = composition.artwork.map { _ in picture ?? Bitmap(width: 8, height: 8) }
    let bytes = try ReceiptEncoder(profile: profile).encode(composition, artwork: artwork)
    return PaperPreview(of: bytes, profile: profile).roll.items
  }

  private func text(_ text: String, _ change: (inout TextLook) -> Void) -> ReceiptElement {
    var look = TextLook()
    change(&look)
    return .text(TextElement([TextSpan(text)], look: look))
  }

  private func named(_ id: String) throws -> PrinterProfile { try #require(PrinterProfile.named(id)) }

  @Test func `a picture after upside-down or red text stands upright and is black`() throws {
    let upright = try items(
      [text("a") { $0.rotation = .line }, .image(ImageElement([1]))], try named("TM-T88V"))
    #expect(upright.prefix(2).map(\.quarterTurns) == [2, 0])
    let black = try items([text("a") { $0.isRed = true }, .image(ImageElement([1]))], try named("TM-U220"))
    #expect(black.prefix(2).map(\.isRed) == [true, false])
  }

  @Test(arguments: [1040, 1296])
  func `a picture on a page whose height would read as a command swallows nothing`(height: Int) throws {
    let page = ReceiptElement.page(PageElement([.init(x: 0, y: 0, .image(ImageElement([1])))], height: height + 60))
    for id in ["TM-T88V", "TM-P20II"] {
      let profile = try named(id)
      let composition = try ReceiptLayout(profile: profile).compose(ReceiptDocument([page, .line("behind")]))
      let picture = Bitmap(width: 304, height: height)
      let bytes = try ReceiptEncoder(profile: profile).encode(composition, artwork: [picture])
      let preview = PaperPreview(of: bytes, profile: profile)
      #expect(preview.unknown.isEmpty && preview.cutOff == nil && preview.lines.text.contains("behind"), "\(id)")
    }
  }

  @Test func `what is written on a page does not reach the text behind it`() throws {
    let page = ReceiptElement.page(PageElement([.init(x: 0, y: 50, text("p") { $0.isBold = true })], height: 100))
    let found = try items([page, .line("t")], try named("TM-T88V")).compactMap { item -> Bool? in
      if case .text(_, let look) = item.kind { look.isBold } else { nil }
    }
    #expect(found == [true, false])
  }

  @Test func `a large picture on a page is one picture`() throws {
    let page = ReceiptElement.page(PageElement([.init(x: 0, y: 400, .image(ImageElement([1])))], height: 500))
    let found = try items([page], try named("TM-T88V"), Bitmap(width: 400, height: 300).inverted())
    let pictures = found.filter { if case .bitmap = $0.kind { true } else { false } }
    #expect(pictures.map(\.x) == [0] && pictures.map(\.y) == [100])
  }

  @Test func `a turned text on a page is set as the page runs`() throws {
    let turned = PageElement.Item(x: 0, y: 50, text("ab") { $0.rotation = .characters })
    let found = try items(
      [.page(PageElement([turned], height: 100)), text("c") { $0.rotation = .characters }], try named("TM-T88V"))
    let turns = found.compactMap { item -> Bool? in
      if case .text(_, let look) = item.kind { look.isRotated } else { nil }
    }
    #expect(turns == [false, true])
  }

  @Test func `font C is font B where the printer has no C`() throws {
    let found = try items([text("ab") { $0.font = .c }], try named("TM-T88V"))
    #expect(found.first?.kind == .text("ab", PaperText(cellWidth: 9, cellHeight: 17)))
  }

  @Test func `half-width katakana of a Japanese printer come from their page`() throws {
    let found = try items([.line("収ﾚ据ｱ")], try named("TM-T88V-JP"))
    let texts = found.compactMap { item -> String? in if case .text(let text, _) = item.kind { text } else { nil } }
    #expect(texts.joined() == "収ﾚ据ｱ")
  }

  @Test func `a QR code by GS k has the error correction that was asked for`() throws {
    let profile = try named("print801")
    for level in Symbol.QRErrorCorrection.allCases {
      let symbol = Symbol(.qr(level), Array("hi".utf8))
      #expect(try items([.symbol(SymbolElement(symbol))], profile).first?.kind == .symbol(symbol))
    }
  }

  @Test func `rows of an impact printer are as high as its units say`() throws {
    let found = try items([.image(ImageElement([1]))], try named("TM-U220"), Bitmap(width: 16, height: 16).inverted())
    // Two lines of 8 rows of 1/72 inch, at 144 units an inch.
    #expect(found.prefix(2).map(\.y) == [0, 16])
    let scales = found.compactMap { item -> Int? in if case .bitmap(_, _, let scale) = item.kind { scale } else { nil }
    }
    #expect(scales == [2, 2])
  }
}
