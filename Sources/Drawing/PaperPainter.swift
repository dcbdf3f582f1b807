import EscPos
import PosModel
import Rendering
import TextEncodings

/// Draws what has come out of a printer as a picture of the paper.
final class PaperPainter {
  private static let margin = 24
  /// The bytes of the characters that are kept.
  private static let mostBytes = 8 << 20

  private struct Glyph: Hashable {
    var character: Character
    var width: Int
    var height: Int
    var isBold: Bool
    var isRotated: Bool
  }

  private let glyphs: GlyphPainter
  private var drawn: [Glyph: Bitmap] = [:]
  private var drawnBytes = 0

  init(glyphs: GlyphPainter) {
    self.glyphs = glyphs
  }

  /// A PNG with white margins; each dot is `scale` × `scale` pixels.
  func draw(_ roll: PaperRoll, scale: Int) throws(PosError) -> [UInt8] {
    var canvas = PaperCanvas(width: roll.width + 2 * Self.margin, height: roll.height + 2 * Self.margin)
    for item in roll.items {
      let colour: PaperCanvas.Colour = item.isRed ? .red : .black
      switch item.kind {
      case .text(let text, let look): try draw(text, look, item, &canvas)
      case .bitmap(let bitmap, let scaleX, let scaleY):
        guard item.quarterTurns & 3 != 0 else {
          canvas.set(
            bitmap, x: item.x + Self.margin, y: item.y + Self.margin, scaleX: scaleX, scaleY: scaleY, colour)
          continue
        }
        let isUpright = item.quarterTurns & 1 == 0
        place(
          bitmap, item, &canvas, colour, scaleX: isUpright ? scaleX : scaleY, scaleY: isUpright ? scaleY : scaleX)
      case .barcode(let barcode):
        place(
          try code(roll.width) { (painter) throws(PosError) in
            try painter.draw(barcode, maximumWidth: RenderLimits.width)
          }, item, &canvas, colour)
      case .symbol(let symbol):
        place(
          try code(roll.width) { (painter) throws(PosError) in
            try painter.draw(symbol, maximumWidth: RenderLimits.width)
          }, item, &canvas, colour)
      case .rule(let width, let height):
        canvas.fill(x: item.x + Self.margin, y: item.y + Self.margin, width: width, height: height, colour)
      case .cut(let cut): draw(cut, y: item.y + Self.margin, &canvas)
      }
    }
    return try canvas.png(scale: scale)
  }

  /// A code that cannot be drawn is told on the paper, so that the rest can be seen.
  private func code(_ width: Int, _ draw: (CodePainter) throws(PosError) -> Bitmap) throws(PosError) -> Bitmap {
    do throws(PosError) {
      return try draw(CodePainter(glyphs: glyphs))
    } catch {
      let text = [error.message, error.cause].compactMap { $0 }.joined(separator: ": ")
      return try glyphs.glyphs(text, width: width, height: 24).inverted()
    }
  }

  /// Turned around the item's corner: what was its top left stays where it is.
  private func place(
    _ bitmap: Bitmap, _ item: PaperItem, _ canvas: inout PaperCanvas, _ colour: PaperCanvas.Colour, scaleX: Int = 1,
    scaleY: Int = 1
  ) {
    let turned = bitmap.turned(quarters: item.quarterTurns)
    let (width, height) = (turned.width * scaleX, turned.height * scaleY)
    let turns = item.quarterTurns & 3
    canvas.set(
      turned, x: item.x + Self.margin - (turns == 1 || turns == 2 ? width : 0),
      y: item.y + Self.margin - (turns == 2 || turns == 3 ? height : 0), scaleX: scaleX, scaleY: scaleY, colour)
  }

  private func draw(
    _ text: String, _ look: PaperText, _ item: PaperItem, _ canvas: inout PaperCanvas
  ) throws(PosError) {
    guard item.quarterTurns & 3 == 0 else {
      for layer in try line(text, look, item) { place(layer.dots, item, &canvas, layer.isRed ? .red : .black) }
      return
    }
    var x = item.x + Self.margin
    for character in text {
      for layer in try layers(character, look, item) {
        canvas.set(layer.dots, x: x, y: item.y + Self.margin, layer.isRed ? .red : .black)
      }
      x += look.cells * look.cellWidth + look.spacing
    }
  }

  /// The cells of a text in one bitmap for each colour, at most as long as paper can be.
  private func line(_ text: String, _ look: PaperText, _ item: PaperItem) throws(PosError) -> [PaperText.Layer] {
    let advance = look.cells * look.cellWidth + look.spacing
    let width = min(text.count * advance, RenderLimits.height)
    var line: [PaperText.Layer] = []
    var left = 0
    for character in text where left < width {
      for (index, layer) in try layers(character, look, item).enumerated() {
        if index == line.count {
          line.append(PaperText.Layer(dots: Bitmap(width: width, height: look.cellHeight), isRed: layer.isRed))
        }
        let dots = layer.dots
        for y in 0..<dots.height {
          for x in 0..<dots.width where dots[x, y] { line[index].dots[left + x, y] = true }
        }
      }
      left += advance
    }
    return line
  }

  private func layers(
    _ character: Character, _ look: PaperText, _ item: PaperItem
  ) throws(PosError) -> [PaperText.Layer] {
    var cell = try cell(character, look)
    if look.fillsSpacing, look.spacing > 0 { cell = cell.widened(by: look.spacing) }
    return look.layers(of: cell, isRed: item.isRed)
  }

  /// Without underline.
  private func cell(_ character: Character, _ look: PaperText) throws(PosError) -> Bitmap {
    let width = look.cells * look.cellWidth
    var cell = Bitmap(width: width, height: look.cellHeight)
    if character != " " {
      let key = Glyph(
        character: character, width: width, height: look.cellHeight, isBold: look.isBold, isRotated: look.isRotated)
      if let known = drawn[key] {
        cell = known
      } else {
        cell = try draw(key, look.cells)
        // What an entry takes besides its dots.
        drawnBytes += cell.bytes.count + 128
        if drawnBytes > Self.mostBytes {
          drawn.removeAll()
          drawnBytes = 0
        }
        drawn[key] = cell
      }
    }
    return cell
  }

  private func draw(_ glyph: Glyph, _ cells: Int) throws(PosError) -> Bitmap {
    let (width, height) = glyph.isRotated ? (glyph.height, glyph.width) : (glyph.width, glyph.height)
    // A cell of the printers is half as wide as it is high; multipliers and smaller fonts stretch it.
    let natural = Double(height * cells) / 2
    let upright = try glyphs.glyphs(
      String(glyph.character), width: width, height: height, isBold: glyph.isBold,
      stretch: Double(width) / max(1, natural), isMonospace: true)
    return glyph.isRotated ? upright.turned(quarters: 1) : upright
  }

  private func draw(_ cut: PrintCommand.Cut, y: Int, _ canvas: inout PaperCanvas) {
    let dash = cut == .full ? 12 : 6
    for x in stride(from: 0, to: canvas.width, by: dash * 2) {
      canvas.fill(x: x, y: y - 1, width: dash, height: 2, .grey)
    }
  }
}

extension Bitmap {
  /// With white columns at the right.
  fileprivate func widened(by columns: Int) -> Bitmap {
    var result = Bitmap(width: width + columns, height: height)
    for y in 0..<height {
      for x in 0..<width where self[x, y] { result[x, y] = true }
    }
    return result
  }
}
