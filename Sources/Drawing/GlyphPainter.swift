import CGlyphs
import EscPos
import PosModel
import Rendering

/// Sets text in the system's fonts. Making one loads the fonts' index: the slow part of the first text.
final class GlyphPainter {
  private let glyphs: OpaquePointer
  /// The characters, rising, that no font had a glyph for since they were taken; they were drawn as boxes.
  private var missing: Set<UInt32> = []

  init() throws(PosError) {
    guard let glyphs = posd_glyphs_new() else { throw .noMemory }
    self.glyphs = glyphs
  }

  deinit {
    posd_glyphs_free(glyphs)
  }

  /// At most `RenderLimits.missing`.
  func takeMissing() -> [UInt32] {
    defer { missing = [] }
    return Array(missing.sorted().prefix(RenderLimits.missing))
  }

  /// The cell of a drawn text, filled to its edges.
  func draw(_ text: DrawnText) throws(PosError) -> Bitmap {
    let (width, height) = text.isTurned ? (text.height, text.width) : (text.width, text.height)
    var bitmap = try glyphs(text.text, width: width, height: height, isBold: text.isBold, stretch: text.stretch)
    if text.isUnderlined { bitmap = bitmap.underlined(max(1, height / 12)) }
    if text.isTurned { bitmap = bitmap.turned(quarters: 1) }
    return text.isInverted ? bitmap.inverted() : bitmap
  }

  /// Black glyphs in the middle of `width` × `height` dots, never more than that. `stretch`: how much wider than high
  /// they are made, for the printers' multipliers.
  func glyphs(
    _ text: String, width: Int, height: Int, isBold: Bool = false, stretch: Double = 1, isMonospace: Bool = false
  ) throws(PosError) -> Bitmap {
    var bitmap = Bitmap(width: width, height: height)
    if bitmap.bytes.isEmpty { return bitmap }
    var cell = posd_cell()
    cell.width = CInt(clamping: width)
    cell.height = CInt(clamping: height)
    cell.is_bold = isBold ? 1 : 0
    cell.stretch = min(max(stretch, 0.1), 100)
    cell.is_monospace = isMonospace ? 1 : 0
    // A line end would be set as a glyph of its own, and a NUL would end the text.
    let printable = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    let text = printable ? String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 })) : text
    var unknown = [UInt32](repeating: 0, count: RenderLimits.missing)
    var count: CInt = 0
    let utf8 = Array(text.utf8)
    let result = utf8.withUnsafeBufferPointer { source in
      source.withMemoryRebound(to: CChar.self) { source in
        bitmap.bytes.withUnsafeMutableBufferPointer {
          posd_glyphs_draw(
            glyphs, source.baseAddress, source.count, &cell, $0.baseAddress, &unknown, CInt(unknown.count), &count)
        }
      }
    }
    guard result == 0 else { throw .noMemory }
    missing.formUnion(unknown.prefix(Int(count)))
    return bitmap
  }
}

extension PosError {
  static let noMemory = PosError(
    .failure, "there is not enough memory for the picture", remedy: "use a smaller picture")
}
