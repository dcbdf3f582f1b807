import PosModel
import TextEncodings

/// Lays elements out one after the other, collecting commands and what has to be drawn.
struct Composer {
  let facts: PrinterFacts
  let fonts: FontTable
  let ruler: PlainRuler
  var frame: Frame
  var composition = Composition()
  /// Whether something is on the paper since the last cut.
  var hasPrinted = false
  var hasCut = false
  /// What the commands so far leave in force.
  private var style = TextStyle()
  private var align = PrintCommand.Alignment.left
  /// Kept for its memory.
  var glyphs = GlyphBuffer()
  var lines: [GlyphLine] = []
  var slots: [ColumnSlot] = []
  var builder = LineBuilder()
  /// The last rule of an ASCII character, since most receipts have several.
  var lastRule: (character: UInt8, text: String)?

  var profile: PrinterProfile { facts.profile }
  var repertoire: Repertoire { facts.repertoire }

  init(_ facts: PrinterFacts) {
    self.facts = facts
    fonts = facts.fonts
    ruler = facts.ruler
    frame = Frame(width: facts.dots)
    composition.commands.reserveCapacity(256)
    composition.commands.append(.initialize)
  }

  mutating func add(_ command: PrintCommand) {
    composition.commands.append(command)
  }

  mutating func set(_ new: TextStyle) {
    guard style != new else { return }
    style = new
    add(.style(new))
  }

  mutating func set(_ new: PrintCommand.Alignment) {
    guard align != new else { return }
    align = new
    add(.align(new))
  }

  mutating func endLine() {
    add(.newline)
    hasPrinted = true
  }

  mutating func draw(_ artwork: Artwork) -> Int {
    composition.artwork.append(artwork)
    return composition.artwork.count - 1
  }

  /// The style with multipliers so small that one double-byte character fits in a width.
  func fitted(_ style: TextStyle, to width: Int) -> (style: TextStyle, metrics: TypeMetrics) {
    var style = facts.limited(style)
    var metrics = TypeMetrics(style, fonts)
    while metrics.wide > width || metrics.narrow > width {
      if style.isRotated, style.height > 1 {
        style.height -= 1
      } else if !style.isRotated, style.width > 1 {
        style.width -= 1
      } else {
        break
      }
      metrics = TypeMetrics(style, fonts)
    }
    return (style, metrics)
  }
}
