import EscPos
import PosModel
import Rendering

/// Answers requests: pictures, text, codes and previews.
package final class Renderer {
  private struct Painters {
    var glyphs: GlyphPainter
    var paper: PaperPainter
  }

  private var known: Painters?

  package init() {}

  /// Whether the fonts are loaded.
  package var isWarm: Bool { known != nil }

  /// Loads the fonts and sets a first character of each kind, so that the first receipt need not wait for it; stops when
  /// there is other work, of which no request needs every kind.
  package func warmUp(while isIdle: () -> Bool) throws(PosError) {
    let painters = try painters()
    for isMonospace in [true, false] {
      for (text, width) in [("A", 12), ("中", 24)] where isIdle() {
        _ = try painters.glyphs.glyphs(text, width: width, height: 24, isMonospace: isMonospace)
      }
    }
  }

  package func answer(_ request: RenderRequest) -> RenderReply {
    _ = known?.glyphs.takeMissing()
    do throws(PosError) {
      switch request {
      case .draw(let artwork):
        let bitmap = try draw(artwork)
        return .bitmap(bitmap, missing: known?.glyphs.takeMissing() ?? [])
      case .preview(let roll, let scale): return .png(try painters().paper.draw(roll, scale: scale))
      }
    } catch {
      return .failure(error)
    }
  }

  private func draw(_ artwork: Artwork) throws(PosError) -> Bitmap {
    switch artwork {
    case .text(let text): try painters().glyphs.draw(text)
    case .picture(let picture): try PictureDecoder.draw(picture)
    case .barcode(let barcode, let width, let rowHeight):
      try CodePainter(glyphs: painters().glyphs, dots: DotShape(rowHeight)).draw(barcode, maximumWidth: width)
    case .symbol(let symbol, let width, let rowHeight):
      try CodePainter(glyphs: painters().glyphs, dots: DotShape(rowHeight)).draw(symbol, maximumWidth: width)
    }
  }

  private func painters() throws(PosError) -> Painters {
    if let known { return known }
    let glyphs = try GlyphPainter()
    let painters = Painters(glyphs: glyphs, paper: PaperPainter(glyphs: glyphs))
    known = painters
    return painters
  }
}
