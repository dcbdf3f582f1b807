import PosModel
import PosTesting
import Testing

@testable import EscPos

/// Kitchen printers with an impact head know no GS ! (Epson APG, GS !), and their dots are not square.
struct ImpactPrinterTests {
  private func named(_ id: String) throws -> PrinterProfile { try #require(PrinterProfile.named(id)) }

  private func style(_ change: (inout TextStyle) -> Void) -> PrintCommand {
    var style = TextStyle()
    change(&style)
    return .style(style)
  }

  private func encode(_ commands: [PrintCommand], _ profile: PrinterProfile) throws -> [UInt8] {
    let encoder = ReceiptEncoder(profile: profile)
    return Array(try encoder.encode(Composition(commands: commands)).dropFirst(encoder.encode(Composition()).count))
  }

  // MARK: Paper

  @Test func `the cutter of a TM-U220 is 27 mm above its head`() throws {
    for id in ["TM-U220", "TM-U220-CN", "TM-U220II", "TM-U230", "generic-76-impact"] {
      #expect(try named(id).cutterDistance == 27 * 1_440 / 254, "\(id)")
    }
    #expect(try named("TM-U220D").cutterDistance == nil)
    let profile = try named("TM-U220")
    let composition = try ReceiptLayout(profile: profile).compose(text: "a")
    let paper = PaperPreview(of: try ReceiptEncoder(profile: profile).encode(composition), profile: profile)
    // Below the line of 24 units, which was fed to the cutter.
    #expect(paper.roll.height == 24 + 153 && paper.roll.items.last?.y == 24)
  }

  // MARK: Dots

  @Test func `what is drawn is told that rows are higher than dots are wide`() throws {
    let impact = try named("TM-U220")
    // Rows of 1/72 inch, 160 dots an inch.
    #expect(impact.rowUnits == 2 && impact.rowHeight == 160.0 / 72)
    let composition = try ReceiptLayout(profile: impact).compose(
      ReceiptDocument([
        .image(ImageElement([1])), .barcode(BarcodeElement(Barcode(.itf, "12"))),
        .symbol(SymbolElement(Symbol(.qr(.low), [65]))), .line("Ա桌"),
      ]))
    #expect(
      composition.artwork == [
        .picture(Picture([1], maximumWidth: 400, rowHeight: 160.0 / 72)),
        .barcode(Barcode(.itf, "12"), maximumWidth: 400, rowHeight: 160.0 / 72),
        .symbol(Symbol(.qr(.low), [65]), maximumWidth: 400, rowHeight: 160.0 / 72),
        // 18 units are 9 rows: enough for letters, too few for hanzi.
        .text(DrawnText("Ա桌", width: 36, height: 16, stretch: 160.0 / 72 * 9 / 16)),
      ])
    var thermal = PrinterProfile.generic
    #expect(thermal.rowHeight == 1)
    // Three dots a row, unless a clone packs them.
    thermal.imageCommand = .column8
    #expect(thermal.rowHeight == 3 && thermal.inlineRowHeight == 1)
    thermal.quirks = [.packsColumn8Rows]
    #expect(thermal.rowHeight == 1)
  }

  // MARK: Sizes

  @Test func `characters are made larger by ESC !, with all else that it tells`() throws {
    let impact = try named("TM-U220")
    let sizes = try encode(
      [
        style { ($0.isBold, $0.width, $0.height) = (true, 2, 2) }, .text("A"), style { _ in }, .text("B"),
        style { ($0.font, $0.height) = (.b, 2) }, .text("C"),
      ], impact)
    #expect(
      sizes
        == hex(
          """
          1B2138 41  double width, double height, bold
          1B2100 42
          1B2111 43  font B, double height
          """))
    let lines = try encode(
      [
        style { ($0.underline, $0.height) = (.thick, 2) }, .text("A"), style { $0.underline = .thick }, .text("B"),
        style { ($0.underline, $0.isBold) = (.thin, true) }, .text("C"), style { $0.width = 8 }, .text("D"),
      ], impact)
    #expect(
      lines
        == hex(
          """
          1B2190 1B2D02 41  double height, underlined; thick
          1B2180 42  still underlined
          1B4501 1B2D01 43  no other size
          1B2120 44  neither bold nor underlined
          """))
  }

  @Test func `double-byte characters are made larger by FS !`() throws {
    let bytes = try encode(
      [
        style { ($0.underline, $0.width, $0.height) = (.thin, 2, 2) }, .text("桌5"), style { _ in }, .text("a号"),
        style { $0.height = 2 }, .text("b号"), style { _ in }, .text("c"), style { $0.height = 2 }, .text("号"),
      ], try named("TM-U220-CN"))
    #expect(
      bytes
        == hex(
          """
          1B21B0 1B2D01 1C218C 1C2D01 D7C0 35
          1B2100 61 1C2100 BAC5
          1B2110 62 1C2108 BAC5
          1B2100 63 1B2110 BAC5
          """))
  }

  @Test func `what raw bytes have left in force is told again`() throws {
    let bytes = try encode(
      [.raw([0x1C, 0x57, 1, 0x0A]), style { $0.underline = .thin }, .text("号")], try named("TM-U220-CN"))
    #expect(bytes.contains(hex("1B2180 1B2D01")))
    #expect(Array(bytes.suffix(8)) == hex("1C2180 1C2D01 BAC5"))
  }

  @Test func `the layout reckons with twice the size at most`() throws {
    let impact = try named("TM-U220-CN")
    var look = TextLook()
    (look.width, look.height) = (4, 4)
    let columns = [ColumnSpec(.share(1)), ColumnSpec(.share(1), align: .right)]
    let table = ReceiptElement.table(
      TableElement(
        columns: columns, rows: [[TableElement.Cell([TextSpan("AB")]), TableElement.Cell([TextSpan("合5")])]], look: look
      ))
    let composition = try ReceiptLayout(profile: impact).compose(ReceiptDocument([table]))
    let paper = PaperPreview(of: try ReceiptEncoder(profile: impact).encode(composition), profile: impact)
    #expect(paper.unknown.isEmpty)
    let texts = paper.roll.items.compactMap { item -> (Int, PaperText)? in
      if case .text(let text, let look) = item.kind, text != " " { (item.x, look) } else { nil }
    }.filter { $0.1.cellHeight == 36 }
    #expect(texts.map(\.1.cellWidth) == [24, 24, 24])
    // 33 columns of 12 dots; the right one ends with a hanzi of 48 and a digit of 24.
    #expect(texts.map(\.0) == [0, 33 * 12 - 72, 33 * 12 - 24])
    let markup = try ReceiptLayout(profile: impact).compose(markup: "^^^^AB\n")
    let sizes = markup.commands.compactMap { command -> Int? in
      if case .style(let style) = command { max(style.width, style.height) } else { nil }
    }
    #expect(sizes.max() == 2)
  }

  @Test func `the emulated printer does nothing at GS !, and says so`() throws {
    let bytes = hex("1D2111 41 1B2130 42 0A")
    let impact = PaperPreview(of: bytes, profile: try named("TM-U220"))
    #expect(impact.unknown.map(\.bytes) == [[0x1D, 0x21, 0x11]])
    let widths = impact.roll.items.compactMap { item -> Int? in
      if case .text(_, let look) = item.kind { look.cellWidth } else { nil }
    }
    #expect(widths == [12, 24])
    #expect(PaperPreview(of: bytes, profile: .generic).unknown.isEmpty)
  }

  @Test(arguments: ["TM-U220", "TM-U220D", "TM-U220-CN", "TM-U220II", "TM-U230", "generic-76-impact"])
  func `every impact printer is known to lack GS !`(id: String) throws {
    let profile = try named(id)
    #expect(profile.size == .escMode)
    #expect(profile.facts.contains { $0.key == .size && $0.value == "\"escMode\"" })
  }
}
