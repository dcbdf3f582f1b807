import PosModel
import PosTesting
import Testing

@testable import EscPos

/// Lines that are drawn as a whole look as the printer would have set them.
struct DrawnLineTests {
  private func named(_ id: String) throws -> PrinterProfile { try #require(PrinterProfile.named(id)) }

  private func text(
    _ text: String, align: PrintCommand.Alignment = .left, _ change: (inout TextLook) -> Void = { _ in }
  ) -> ReceiptElement {
    var look = TextLook()
    change(&look)
    return .text(TextElement([TextSpan(text)], align: align, look: look))
  }

  private func composition(_ elements: [ReceiptElement], _ profile: PrinterProfile) throws -> Composition {
    try ReceiptLayout(profile: profile).compose(ReceiptDocument(elements))
  }

  /// All that is drawn is black.
  private func paper(_ elements: [ReceiptElement], _ profile: PrinterProfile) throws -> PaperPreview {
    let composition = try composition(elements, profile)
    let artwork = composition.artwork.map { artwork in
      if case .text(let text) = artwork { return Bitmap(width: text.width, height: text.height).inverted() }
      return Bitmap(width: 8, height: 8).inverted()
    }
    let bytes = try ReceiptEncoder(profile: profile).encode(composition, artwork: artwork)
    return PaperPreview(of: bytes, profile: profile)
  }

  @Test func `a drawn line is red where one of its parts is, and what follows is not`() throws {
    let impact = try named("TM-U220")
    var red = TextLook()
    red.isRed = true
    let elements: [ReceiptElement] = [
      .text(TextElement([TextSpan("5 "), TextSpan("不要辣", look: red)])), text("桌"), text("a"),
    ]
    let items = try paper(elements, impact).roll.items.filter { if case .cut = $0.kind { false } else { true } }
    // Two bands of eight rows each, and a character.
    #expect(items.map(\.isRed) == [true, true, false, false, false])
    var one = Bitmap(width: 1, height: 1)
    one[0, 0] = true
    let parts = [DrawnPart(artwork: 0, x: 0), DrawnPart(artwork: 0, x: 1, isRed: true)]
    let bytes = try ReceiptEncoder(profile: impact).encode(
      Composition(commands: [.drawnLine(parts, isUpsideDown: false), .text("a")]), artwork: [one])
    #expect(bytes == hex("1B40 1B7201 1B3310 1B2A01 0200 8080 0A 1B32 1B7200 61"))
    // Without a second colour nobody speaks of it.
    let plain = try ReceiptEncoder(profile: try named("generic-80-western")).encode(
      Composition(commands: [.drawnLine(parts, isUpsideDown: false)]), artwork: [one])
    #expect(plain == hex("1B40 1D763000 0100 0100 C0"))
  }

  @Test func `a drawn character is as wide as the multipliers say`() throws {
    let wide = try composition([text("a😀") { $0.width = 2 }], .generic)
    #expect(wide.artwork == [.text(DrawnText("😀", width: 48, height: 24, stretch: 2))])
    let tall = try composition([text("😀") { $0.height = 4 }], .generic)
    #expect(tall.artwork == [.text(DrawnText("😀", width: 24, height: 96, stretch: 0.25))])
  }

  @Test func `an upside-down line stands on the same side, drawn or set`() throws {
    let profile = try named("TM-T88V")
    for align in PrintCommand.Alignment.allCases {
      func edges(_ string: String) throws -> [Int] {
        let line = text(string, align: align) { $0.rotation = .line }
        let marks = try paper([line], profile).roll.items.compactMap { item -> Range<Int>? in
          switch item.kind {
          case .text(let text, let look):
            // Turned by 180° around its right end.
            item.x - text.count * look.cells * look.cellWidth..<item.x
          case .bitmap(let bitmap, _, _): item.x..<item.x + bitmap.width
          default: nil
          }
        }
        return [marks.map(\.lowerBound).min() ?? -1, marks.map(\.upperBound).max() ?? -1]
      }
      // As wide as two characters.
      #expect(try edges("桌") == edges("ab"), "\(align)")
    }
    var mark = Bitmap(width: 8, height: 2)
    mark[0, 0] = true
    let bytes = try ReceiptEncoder(profile: try named("generic-80-western")).encode(
      Composition(commands: [.align(.right), .drawnLine([DrawnPart(artwork: 0, x: 0)], isUpsideDown: true)]),
      artwork: [mark])
    #expect(bytes == hex("1B40 1B6102 1D763000 0100 0200 00 01"))
  }

  @Test func `turned characters are drawn one by one, each lying`() throws {
    let composition = try composition([text("9 😀a") { ($0.rotation, $0.width) = (.characters, 2) }], .generic)
    // 24 dots high lie 24 dots along the line; 12 dots, twice as wide, are 24 rows.
    #expect(
      composition.artwork == [
        .text(DrawnText("9", width: 24, height: 24, isTurned: true, stretch: 2)),
        .text(DrawnText("😀", width: 24, height: 48, isTurned: true, stretch: 2)),
        .text(DrawnText("a", width: 24, height: 24, isTurned: true, stretch: 2)),
      ])
    let parts = [0, 48, 72].enumerated().map { DrawnPart(artwork: $0.offset, x: $0.element) }
    #expect(composition.commands.contains(.drawnLine(parts, isUpsideDown: false)))
  }
}
