import EscPos
import PosModel

/// Draws barcodes and two-dimensional codes in whole dots a module, without quiet zones: those are paper.
struct CodePainter {
  private static let textHeight = 24
  private static let gap = 2
  let glyphs: GlyphPainter

  func draw(_ barcode: Barcode, maximumWidth: Int) throws(PosError) -> Bitmap {
    let symbol = try ZintSymbol(ZintOrder(barcode))
    let module = max(1, barcode.moduleWidth)
    let width = symbol.width * module
    try check(width, maximumWidth, symbol.width)
    var rows: [(row: Int, height: Int)] = []
    if symbol.rows == 1 {
      rows = [(0, max(1, barcode.height))]
    } else {
      // Stacked: the rows have a height by their standard, and what is asked for beyond goes to those with bars.
      let natural = (0..<symbol.rows).map { Int((symbol.rowHeight($0) ?? 1).rounded()) * module }
      let tallest = natural.max() ?? module
      let spare = max(0, barcode.height - natural.reduce(0, +)) / max(1, natural.count { $0 == tallest })
      rows = natural.enumerated().map { ($0.offset, $0.element == tallest ? $0.element + spare : $0.element) }
    }
    let bars = draw(symbol, rows, module)
    return try withText(bars, symbol.text, barcode.text)
  }

  func draw(_ symbol: Symbol, maximumWidth: Int) throws(PosError) -> Bitmap {
    let code = try ZintSymbol(ZintOrder(symbol))
    if case .maxiCode = symbol.kind {
      let bitmap = try code.hexagons()
      try check(bitmap.width, maximumWidth, nil)
      return bitmap
    }
    let module = max(1, symbol.moduleSize)
    try check(code.width * module, maximumWidth, code.width)
    let rowHeight =
      switch symbol.kind {
      case .pdf417: module * max(1, symbol.rowHeight)
      case .microPDF417: module * 2
      default: module
      }
    return draw(code, (0..<code.rows).map { ($0, rowHeight) }, module)
  }

  private func check(_ width: Int, _ maximumWidth: Int, _ modules: Int?) throws(PosError) {
    if width <= maximumWidth { return }
    let fitting = modules.map { maximumWidth / max(1, $0) } ?? 0
    throw PosError(
      .illegal, "the code would be \(width) dots wide; the paper has \(maximumWidth)",
      remedy: fitting > 0 ? "make a module \(fitting) dots wide" : "use less data or a denser symbology")
  }

  private func draw(_ symbol: ZintSymbol, _ rows: [(row: Int, height: Int)], _ module: Int) -> Bitmap {
    var bitmap = Bitmap(width: symbol.width * module, height: rows.reduce(0) { $0 + $1.height })
    let stride = bitmap.bytesPerRow
    var top = 0
    for (row, height) in rows {
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
