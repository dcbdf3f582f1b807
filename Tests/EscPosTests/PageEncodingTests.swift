import PosModel
import PosTesting
import Testing

@testable import EscPos

/// Elements on pages stand where they were put, whatever their size.
struct PageEncodingTests {
  private func page(_ items: [PageElement.Item], height: Int) -> ReceiptDocument {
    ReceiptDocument([.page(PageElement(items, height: height))])
  }

  @Test func `a line on a page stands below the one before by its own height`() throws {
    let profile = try #require(PrinterProfile.named("TM-T88V"))
    var look = TextLook()
    (look.width, look.height) = (4, 4)
    let text = TextElement([TextSpan("small\n"), TextSpan("BIG\nBIG2", look: look), TextSpan("\n\nend")])
    let composition = try ReceiptLayout(profile: profile).compose(
      page([.init(x: 10, y: 40, .text(text))], height: 400))
    let paper = PaperPreview(of: try ReceiptEncoder(profile: profile).encode(composition), profile: profile)
    let feet = paper.roll.items.compactMap { item -> Int? in
      if case .text(_, let look) = item.kind { item.y + look.cellHeight } else { nil }
    }
    // 96 dots twice, then an empty line and one of 30.
    #expect(feet == [40, 136, 232, 292])
  }

  @Test func `a picture in columns keeps its place on a page`() throws {
    var profile = try #require(PrinterProfile.named("generic-80-western"))
    (profile.imageCommand, profile.hasPageMode) = (.column, true)
    var picture = Bitmap(width: 2, height: 25)
    (picture[0, 0], picture[1, 24]) = (true, true)
    let composition = try ReceiptLayout(profile: profile).compose(
      page([.init(x: 100, y: 60, .image(ImageElement([1])))], height: 200))
    let bytes = try ReceiptEncoder(profile: profile).encode(composition, artwork: [picture])
    #expect(
      Array(bytes.prefix(64))
        == hex(
          """
          1B40 1B4C 1B57 00000000 4002C800 1B5400
          1D243C00 1B246400
          1D242400 1B246400 1B2A21 0200 000001 000000  its first row is the last of the upper band
          1D243C00 1B246400 1B2A21 0200 000000 000001
          0C
          """))
    let paper = PaperPreview(of: bytes, profile: profile)
    let rows = paper.roll.items.flatMap { Mark.marks(of: $0) }.filter { if case .row = $0.what { true } else { false } }
    #expect(rows.map(\.y) == [35, 59] && rows.map(\.what) == [.row([100, 101]), .row([101, 102])])
  }
}
