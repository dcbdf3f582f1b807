import EscPos
import PosModel

/// Draws barcodes and two-dimensional codes in whole dots a module, without quiet zones: those are paper.
struct CodePainter {
  private static let textHeight = 24
  private static let gap = 2
  let glyphs: GlyphPainter

  func draw(_ barcode: Barcode, maximumWidth: Int) throws(PosError) -> Bitmap {
    let code = try barcode.checked()
    let order = try code.zintOrder()
    let symbol = try ZintSymbol(order)
    try check(symbol.width * order.moduleWidth, maximumWidth, symbol.width)
    // Stacked codes have heights by their standard; where zint leaves them to the caller, the standard's least.
    let least = Double(code.symbology.stackedRowHeight ?? 1)
    let rows = (0..<symbol.rows).map { row in
      order.height > 0 ? order.height : Int((symbol.rowHeight(row) ?? least).rounded()) * order.moduleWidth
    }
    return try withText(draw(symbol, rows, order.moduleWidth), code.humanReadable, code.text)
  }

  func draw(_ symbol: Symbol, maximumWidth: Int) throws(PosError) -> Bitmap {
    let order = try symbol.zintOrder()
    let code = try ZintSymbol(order)
    if case .maxiCode = symbol.kind {
      let bitmap = try code.hexagons()
      try check(bitmap.width, maximumWidth, nil)
      return bitmap
    }
    try check(code.width * order.moduleWidth, maximumWidth, code.width)
    let rowHeight =
      switch symbol.kind {
      case .pdf417: max(1, order.rowHeight)
      case .microPDF417: 2
      default: 1
      }
    let rows = [Int](repeating: rowHeight * order.moduleWidth, count: code.rows)
    return draw(code, rows, order.moduleWidth)
  }

  private func check(_ width: Int, _ maximumWidth: Int, _ modules: Int?) throws(PosError) {
    if width <= maximumWidth { return }
    let fitting = modules.map { maximumWidth / max(1, $0) } ?? 0
    throw PosError(
      .illegal, "the code would be \(width) dots wide; the paper has \(maximumWidth)",
      remedy: fitting > 0 ? "make a module \(fitting) dots wide" : "use less data or a denser symbology")
  }

  /// `rows`: the height of each in dots.
  private func draw(_ symbol: ZintSymbol, _ rows: [Int], _ module: Int) -> Bitmap {
    var bitmap = Bitmap(width: symbol.width * module, height: rows.reduce(0, +))
    let stride = bitmap.bytesPerRow
    var top = 0
    for (row, height) in rows.enumerated() {
      for x in 0..<symbol.width where symbol.isDark(x, row) {
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
    let line = try glyphs.glyphs(text, width: bars.width, height: Self.textHeight, isMonospace: true)
    let blank = [UInt8](repeating: 0, count: bars.bytesPerRow * Self.gap)
    let above = place == .above || place == .both ? line.bytes + blank : []
    let below = place == .below || place == .both ? blank + line.bytes : []
    let bytes = above + bars.bytes + below
    return Bitmap(width: bars.width, height: bytes.count / bars.bytesPerRow, bytes: bytes) ?? bars
  }
}
