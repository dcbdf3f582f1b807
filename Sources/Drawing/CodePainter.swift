import EscPos
import PosModel

/// Draws barcodes and two-dimensional codes in whole dots a module, without quiet zones: those are paper.
struct CodePainter {
  private static let textHeight = 24
  private static let gap = 2
  let glyphs: GlyphPainter
  var dots = DotShape()

  func draw(_ barcode: Barcode, maximumWidth: Int) throws(PosError) -> Bitmap {
    let code = try barcode.checked()
    if let modules = code.code128Modules() {
      let module = try module(code.moduleWidth, modules.count, maximumWidth)
      let bars = draw(modules.count, [dots.rows(code.height)], module) { x, _ in modules[x] }
      return try withText(bars, code.humanReadable, code.text)
    }
    var order = try code.zintOrder()
    var symbol = try ZintSymbol(order)
    if code.symbology == .dataBarExpandedStacked, symbol.width * code.moduleWidth > maximumWidth {
      order.option2 = 1
      symbol = try ZintSymbol(order)
    }
    let module = try module(code.moduleWidth, symbol.width, maximumWidth)
    // Stacked codes have heights by their standard; where zint leaves them to the caller, the standard's least.
    let least = Double(code.symbology.stackedRowHeight ?? 1)
    let rows = (0..<symbol.rows).map { row in
      dots.rows(order.height > 0 ? order.height : Int((symbol.rowHeight(row) ?? least).rounded()) * module)
    }
    return try withText(draw(symbol.width, rows, module, symbol.isDark), code.humanReadable, code.text)
  }

  func draw(_ symbol: Symbol, maximumWidth: Int) throws(PosError) -> Bitmap {
    let order = try symbol.zintOrder()
    let code = try ZintSymbol(order)
    if case .maxiCode = symbol.kind {
      let bitmap = dots.fitted(try code.hexagons())
      guard bitmap.width <= maximumWidth else { throw tooWide(bitmap.width, maximumWidth) }
      return bitmap
    }
    let module = try module(order.moduleWidth, code.width, maximumWidth)
    let (width, rowHeight) =
      switch symbol.kind {
      case .pdf417: (module, dots.rows(max(1, order.rowHeight) * module))
      case .microPDF417: (module, dots.rows(2 * module))
      default: dots.module(module, count: code.width, atMost: maximumWidth)
      }
    return draw(code.width, [Int](repeating: rowHeight, count: code.rows), width, code.isDark)
  }

  /// The width of a module in dots: as it was asked for, or what there is room for.
  private func module(_ wanted: Int, _ modules: Int, _ maximumWidth: Int) throws(PosError) -> Int {
    let module = min(wanted, maximumWidth / max(1, modules))
    guard module > 0 else { throw tooWide(modules, maximumWidth) }
    return module
  }

  private func tooWide(_ width: Int, _ maximumWidth: Int) -> PosError {
    PosError(
      .illegal, "the code would be \(width) dots wide at least; there is room for \(maximumWidth)",
      remedy: "use less data or a denser symbology")
  }

  /// `rows`: the height of each in dots.
  private func draw(_ width: Int, _ rows: [Int], _ module: Int, _ isDark: (_ x: Int, _ row: Int) -> Bool) -> Bitmap {
    var bitmap = Bitmap(width: width * module, height: rows.reduce(0, +))
    let stride = bitmap.bytesPerRow
    var top = 0
    for (row, height) in rows.enumerated() {
      for x in 0..<width where isDark(x, row) {
        for dot in x * module..<(x + 1) * module { bitmap[dot, top] = true }
      }
      let line = bitmap.bytes[top * stride..<(top + 1) * stride]
      for y in top + 1..<max(top + 1, top + height) {
        bitmap.bytes.replaceSubrange(y * stride..<(y + 1) * stride, with: line)
      }
      top += height
    }
    return bitmap
  }

  private func withText(_ bars: Bitmap, _ text: String, _ place: Barcode.Text) throws(PosError) -> Bitmap {
    if place == .none || text.isEmpty { return bars }
    let line = try glyphs.glyphs(
      text, width: bars.width, height: dots.rows(Self.textHeight), stretch: dots.rowHeight, isMonospace: true)
    let blank = [UInt8](repeating: 0, count: bars.bytesPerRow * dots.rows(Self.gap))
    let above = place == .above || place == .both ? line.bytes + blank : []
    let below = place == .below || place == .both ? blank + line.bytes : []
    let bytes = above + bars.bytes + below
    return Bitmap(width: bars.width, height: bytes.count / bars.bytesPerRow, bytes: bytes) ?? bars
  }
}
