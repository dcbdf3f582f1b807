import EscPos
import TextEncodings

/// A page that shows everything that a printer's profile says: laid out like any other receipt.
struct TestPage {
  let profile: PrinterProfile
  /// What people call the printer.
  let name: String

  var document: ReceiptDocument {
    ReceiptDocument(head + width + text + styles + codes + greys + cuts)
  }

  private var head: [ReceiptElement] {
    var title = TextLook()
    title.width = 2
    title.height = 2
    return [
      .text(TextElement([TextSpan("posd")], align: .center, look: title)),
      .line(name, align: .center),
      .line("\(profile.id)  \(profile.dots) dots  \(profile.dpi) dpi  \(profile.paper) mm", align: .center),
    ]
  }

  private var width: [ReceiptElement] {
    [
      heading("Width: \(profile.columns()) characters, the last one is |"),
      .line(LearnedSample.ruler(profile.columns())),
    ]
      + (profile.fonts[.b] == nil ? [] : [inFont(.b, LearnedSample.ruler(profile.columns(.b)))])
      + [.rule(RuleElement(.style(.single))), .rule(RuleElement(.style(.double))), .rule(RuleElement(.style(.dashed)))]
  }

  // MARK: Text

  private var text: [ReceiptElement] {
    var elements = [heading("Text"), ReceiptElement.line("中文测试 你好，世界 合计￥12.50 日本語 한국어")]
    if profile.takesFourByte { elements.append(.line("四字节 㐀㑇䶮")) }
    elements.append(.line("Grüße, 12 €, naïve café, Привет, Γειά"))
    let pages = profile.codePages.sorted { $0.key < $1.key }
    if !pages.isEmpty { elements.append(heading("Code pages: ESC t n, and what should stand there")) }
    for (number, name) in pages { elements += page(number, name) }
    return elements
  }

  /// The printer's own glyphs beside the same characters as posd knows them, which may be drawn.
  private func page(_ number: UInt8, _ name: String) -> [ReceiptElement] {
    guard let encoding = TextEncoding.named(name), !encoding.isMultiByte else { return [] }
    let codes = CodePageSample.letters(of: encoding)
    guard !codes.isEmpty else { return [] }
    let off: [UInt8] = profile.multiByte == nil ? [] : [0x1C, 0x2E]
    return [
      .line("\(number) \(name)  \(encoding.decode(codes))"),
      .raw(RawElement(off + [0x1B, 0x74, number] + Array("\(number) ".utf8) + codes + [0x0A])),
    ]
  }

  // MARK: Styles

  private var styles: [ReceiptElement] {
    var elements = [heading("Styles")]
    func add(_ text: String, _ set: (inout TextLook) -> Void) {
      var look = TextLook()
      set(&look)
      elements.append(.text(TextElement([TextSpan(text)], look: look)))
    }
    add("bold 粗体") { $0.isBold = true }
    add("underline 下划线") { $0.underline = .thin }
    add("thick underline") { $0.underline = .thick }
    add("inverted 反白") { $0.isInverted = true }
    add("wide 宽") { $0.width = 2 }
    add("tall 高") { $0.height = 2 }
    add("2×2 大") { look in
      look.width = 2
      look.height = 2
    }
    if profile.fonts[.b] != nil { elements.append(inFont(.b, "font B 0123456789")) }
    if profile.hasRed { add("second colour") { $0.isRed = true } }
    elements.append(.line("centre", align: .center))
    elements.append(.line("right", align: .right))
    return elements
  }

  private func inFont(_ font: TextStyle.Font, _ text: String) -> ReceiptElement {
    var look = TextLook()
    look.font = font
    return .text(TextElement([TextSpan(text)], look: look))
  }

  // MARK: Codes and pictures

  private var codes: [ReceiptElement] {
    var elements = [heading("Codes by the printer itself, the others drawn")]
    let barcodes: [(BarcodeSymbology, String)] = [
      (.ean13, "6901028075831"), (.code128, "posd-128"), (.itf, "01234567"), (.code39, "POSD"),
    ]
    for (symbology, data) in barcodes {
      let barcode = Barcode(symbology, data, height: 50)
      elements.append(.line("\(symbology.rawValue) \(way(barcode.isNative(in: profile)))", align: .center))
      elements.append(.barcode(BarcodeElement(barcode, align: .center)))
    }
    let symbols = [
      Symbol(.qr(.medium), Array("https://example.org/posd".utf8)),
      Symbol(.pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: false), Array("posd".utf8), moduleSize: 2),
    ]
    for symbol in symbols {
      elements.append(.line("\(symbol.kind.name.rawValue) \(way(symbol.isNative(in: profile)))", align: .center))
      elements.append(.symbol(SymbolElement(symbol, align: .center)))
    }
    return elements
  }

  private func way(_ isNative: Bool) -> String { isNative ? "(printer)" : "(drawn)" }

  private var greys: [ReceiptElement] {
    guard profile.imageCommand != .none else { return [] }
    let width = min(profile.dots, 384)
    return [
      heading("Density: seven even steps from white to black"),
      .image(ImageElement(GreyWedge.png(width: width, height: 48))),
    ]
  }

  private var cuts: [ReceiptElement] {
    var elements: [ReceiptElement] = []
    if profile.cuts.contains(.partial) { elements += [heading("Partial cut"), .cut(CutElement(.partial))] }
    if profile.cuts.contains(.full) { elements += [heading("Full cut"), .cut(CutElement(.full))] }
    return elements.isEmpty ? [heading("No cutter: tear here")] : elements
  }

  private func heading(_ text: String) -> ReceiptElement {
    var look = TextLook()
    look.isBold = true
    return .text(TextElement([TextSpan("· " + text)], look: look))
  }
}
