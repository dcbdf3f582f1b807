import EscPos
import PosModel

/// Receipts of everything that a document can hold, by chance.
struct RandomReceipt {
  private static let words = [
    "A", "Total", "12.50", "Milk 3.5% 1 l", "#42 @table {7} [x] |a| ~b~ ^ ` \\", "Grüße, naïve café", "Ærøskøbing 12 €",
    "Привет мир", "Ελλάδα", "Zażółć gęślą jaźń", "中文测试：你好，世界", "合计￥12.50", "収据 レシート", "ﾚｼｰﾄ", "한국어 영수증", "㐀㑇䶮",
    "😀", "مرحبا", "สวัสดี", "Đơn hàng số", "“quotes” – dash…", "①②③ ½ ±", "─═│║", "a\tb", "line\nend",
    "x\u{1B}@\u{10}\u{14}\u{1}y",
    "Ⅷ〇々「角」", "ABC王小明DEF", "ÅÄÖ åäö ß", "£5 ¥6 ₩7", "  spaces  between ", "",
  ]

  var random: SplitMix
  let profile: PrinterProfile

  init(seed: UInt64, _ profile: PrinterProfile) {
    random = SplitMix(seed: seed)
    self.profile = profile
  }

  mutating func document() -> ReceiptDocument {
    ReceiptDocument((0..<random.number(1...9)).map { _ in element() })
  }

  private mutating func element() -> ReceiptElement {
    switch random.number(0...15) {
    case 0...4: .text(textElement())
    case 5, 6: row()
    case 7: table()
    case 8:
      random.chance(2)
        ? .rule(RuleElement(.style(random.pick([.single, .double, .dashed]))))
        : .rule(RuleElement(.character(random.pick(["-", "*", "·", "═", "中"]))))
    case 9: box()
    case 10: .barcode(BarcodeElement(barcode(), align: alignment()))
    case 11: .symbol(SymbolElement(symbol(), align: alignment()))
    case 12: image()
    case 13: .feed(random.chance(2) ? FeedElement(random.number(1...9)) : FeedElement(random.number(1...300), .dots))
    case 14: rare()
    default: random.chance(3) ? page() : .cut(CutElement(random.pick([.full, .partial])))
    }
  }

  private mutating func rare() -> ReceiptElement {
    switch random.number(0...3) {
    case 0:
      .drawer(
        DrawerElement(
          DrawerPulse(
            pin: random.pick([2, 5]), on: .milliseconds(random.number(1...255) * 2),
            off: .milliseconds(random.number(1...255) * 2))))
    case 1: .beep(BeepElement(times: random.number(1...9), duration: .milliseconds(random.number(50...2_000))))
    // What it leaves in force must not reach what follows: bold, inverted, tall, to the right.
    case 2:
      .raw(
        RawElement(
          [0x1B, 0x45, 1, 0x1D, 0x42, 1] + (profile.size == .gs ? [0x1D, 0x21, 1] : [0x1B, 0x21, 0x18])
            + [0x52, 0x0A, 0x1B, 0x61, 2]))
    default: .raw(RawElement(Array("RAW\n".utf8)))
    }
  }

  // MARK: Text

  private mutating func alignment() -> PrintCommand.Alignment { random.pick([.left, .center, .right]) }

  private mutating func text() -> String {
    (0..<random.number(1...4)).map { _ in random.pick(Self.words) }.joined(separator: random.pick(["", " "]))
  }

  private mutating func look(turns: Bool = true) -> TextLook {
    var look = TextLook()
    if random.chance(4) { look.isBold = random.chance(2) }
    if random.chance(5) { look.underline = random.pick(TextStyle.Underline.allCases) }
    if random.chance(6) { look.isInverted = true }
    if random.chance(4) { look.width = random.number(1...8) }
    if random.chance(4) { look.height = random.number(1...8) }
    if random.chance(5) { look.font = random.pick([.a, .b, .c]) }
    if random.chance(8) { look.isRed = true }
    if turns, random.chance(10) { look.rotation = random.pick([.characters, .line]) }
    return look
  }

  private mutating func spans() -> [TextSpan] {
    (0..<random.pick([1, 1, 1, 2, 3])).map { _ in
      TextSpan(text(), look: random.chance(3) ? look(turns: false) : TextLook())
    }
  }

  private mutating func textElement() -> TextElement {
    TextElement(
      spans(), align: alignment(), look: random.chance(2) ? look() : TextLook(), wraps: !random.chance(5))
  }

  private mutating func column() -> ColumnSpec {
    ColumnSpec(
      random.pick([.share(1), .share(2), .content, .characters(random.number(2...14))]), align: alignment(),
      wraps: !random.chance(4), look: random.chance(4) ? look(turns: false) : TextLook())
  }

  private mutating func row() -> ReceiptElement {
    .row(
      RowElement(
        (0..<random.number(1...4)).map { _ in (spans(), column()) }, gap: random.number(0...2),
        look: random.chance(4) ? look() : TextLook()))
  }

  private mutating func table() -> ReceiptElement {
    let columns = (0..<random.number(1...3)).map { _ in column() }
    let rows = (0..<random.number(1...3)).map { _ in
      (0..<random.number(1...columns.count)).map { _ in
        TableElement.Cell(
          spans(), align: random.chance(4) ? alignment() : nil, look: random.chance(5) ? look(turns: false) : TextLook()
        )
      }
    }
    return .table(TableElement(columns: columns, rows: rows, gap: random.number(0...2)))
  }

  private mutating func box() -> ReceiptElement {
    let inside = (0..<random.number(1...3)).map { _ -> ReceiptElement in
      switch random.number(0...4) {
      case 0: row()
      case 1: image()
      case 2: .feed(FeedElement(random.number(1...2)))
      default: .text(textElement())
      }
    }
    return .box(BoxElement(inside, style: random.pick([.single, .double]), padding: random.number(0...2)))
  }

  // MARK: Codes, pictures, pages

  private mutating func digits(_ count: Int) -> String {
    String((0..<count).map { _ in random.pick(Array("0123456789")) })
  }

  private mutating func barcode() -> Barcode {
    let letters = String((0..<random.number(1...9)).map { _ in random.pick(Array("ABCXYZ0189-. $/+%")) })
    let (symbology, data): (BarcodeSymbology, String) = random.pick([
      (.upcA, digits(11)), (.upcE, "0" + digits(6)), (.ean8, digits(7)), (.ean13, digits(12)),
      (.itf, digits(random.number(1...6) * 2)), (.codabar, "A" + digits(6) + "B"), (.code39, letters),
      (.code93, letters),
      (.code128, letters + "{a}" + digits(random.number(0...9))), (.gs1128, "(01)04006381333931(10)AB12(21)9(8)"),
      (.dataBar, digits(13)), (.dataBarLimited, "0" + digits(12)), (.dataBarExpanded, "(01)90614141000015(3202)000150"),
      (.dataBarStacked, digits(13)), (.ean13Supplement, "4006381333931 12"),
    ])
    let barcode = Barcode(
      symbology, data, moduleWidth: random.number(1...4), height: random.number(20...120),
      text: random.pick([.none, .above, .below, .both]))
    // A document holds no others: not every six digits are a UPC-E.
    if (try? barcode.checked()) != nil { return barcode }
    return Barcode(.ean8, "9638507", moduleWidth: barcode.moduleWidth, height: barcode.height, text: barcode.text)
  }

  private mutating func symbol() -> Symbol {
    let data = Array((text() + "!").utf8)
    let kind: Symbol.Kind = random.pick([
      .qr(random.pick([.low, .medium, .quartile, .high])), .qr(.medium), .microQR(.low), .dataMatrix,
      .pdf417(
        columns: random.number(0...6), rows: 0, errorCorrection: random.pick([nil, 2]), isTruncated: random.chance(2)),
      .aztec(errorCorrection: nil), .microPDF417, .maxiCode(mode: 4),
    ])
    let symbol = Symbol(kind, data, moduleSize: random.number(1...6), rowHeight: random.number(2...5))
    // A document holds no others.
    if (try? symbol.checked()) != nil { return symbol }
    return Symbol(kind, [0x31], moduleSize: symbol.moduleSize, rowHeight: symbol.rowHeight)
  }

  /// The file is not read: its bytes are the number of a bitmap.
  private mutating func image() -> ReceiptElement {
    .image(ImageElement([UInt8(random.number(0...255))], align: alignment()))
  }

  private mutating func page() -> ReceiptElement {
    let items = (0..<random.number(1...5)).map { _ -> PageElement.Item in
      let inside: ReceiptElement =
        switch random.number(0...5) {
        case 0: image()
        case 1: .barcode(BarcodeElement(barcode()))
        case 2: .symbol(SymbolElement(symbol()))
        default: .text(textElement())
        }
      return PageElement.Item(x: random.number(0...200), y: random.number(30...900), inside)
    }
    return .page(
      PageElement(
        items, width: random.chance(2) ? random.number(200...600) : nil, height: random.number(200...1_200),
        direction: random.pick([.leftToRight, .bottomToTop, .rightToLeft, .topToBottom])))
  }

  // MARK: Drawn

  /// Something in place of what the render process would draw. No dot stands alone, so that no three bytes of it, in rows
  /// or in columns, are a real-time command that the encoder would have to break.
  mutating func bitmap(for artwork: Artwork) -> Bitmap {
    switch artwork {
    case .text(let text): return bitmap(text.width, text.height)
    case .picture(let picture):
      let most = picture.maximumWidth
      return bitmap(random.chance(3) ? most : random.number(1...most), random.number(1...(random.chance(5) ? 130 : 24)))
    case .barcode(_, let most, _), .symbol(_, let most, _):
      return bitmap(random.number(1...most), random.number(1...60))
    }
  }

  private mutating func bitmap(_ width: Int, _ height: Int) -> Bitmap {
    var bitmap = Bitmap(width: width, height: height)
    // Bytes of dots in pairs.
    let bytes: [UInt8] = [0x00, 0x03, 0x0C, 0x3C, 0xC3, 0xF0, 0xFF, 0x33]
    let length = bitmap.bytesPerRow
    let mask: UInt8 = width % 8 == 0 ? 0xFF : ~(0xFF >> UInt8(width % 8))
    for top in stride(from: 0, to: height, by: 2) {
      let row = (0..<length).map { _ in random.pick(bytes) }
      for y in top..<min(top + 2, height) {
        for index in 0..<length {
          bitmap.bytes[y * length + index] = index == length - 1 ? row[index] & mask : row[index]
        }
      }
    }
    return bitmap
  }
}
