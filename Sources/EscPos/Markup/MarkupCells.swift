/// The text of a line's columns, broken into rows; kept from line to line, so that its memory is used again.
///
/// Lines break wherever the column ends, also inside words: so the language says.
struct MarkupCells {
  /// A part of a column that stands on one row.
  struct Row {
    /// A range of `pieces`.
    var pieces: Range<Int>
    var dots: Int
    /// The multiplier of the tallest character.
    var height: Int
  }

  private(set) var pieces: [GlyphLine] = []
  private(set) var rows: [Row] = []
  /// Per printed column: a range of `rows`, and its alignment.
  private(set) var columns: [(rows: Range<Int>, align: PrintCommand.Alignment)] = []
  private(set) var hasLostCharacters = false

  /// Returns how many rows the line has, at least one.
  mutating func fill(
    _ line: MarkupLine, _ range: Range<Int32>, _ placement: MarkupPlacement, _ layout: MarkupLayout, _ markup: Markup,
    _ composer: inout Composer
  ) -> Int {
    pieces.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    columns.removeAll(keepingCapacity: true)
    hasLostCharacters = false
    composer.glyphs.removeAll()
    let narrow = TypeMetrics(TextStyle(), composer.fonts).narrow
    var most = 1
    for (index, width) in placement.columns {
      let first = rows.count
      var align = PrintCommand.Alignment.center
      if index < range.count {
        let column = markup.columns[Int(range.lowerBound) + index]
        align = column.align
        let start = composer.glyphs.glyphs.count
        for span in column.spans {
          let span = markup.spans[Int(span)]
          let style = composer.facts.limited(span.look.style)
          composer.glyphs.append(span.text, style, TypeMetrics(style, composer.fonts), composer.repertoire)
        }
        fold(start..<composer.glyphs.glyphs.count, composer.glyphs, width: width * narrow, wraps: layout.wraps)
      }
      columns.append((first..<rows.count, align))
      most = max(most, rows.count - first)
    }
    return layout.wraps ? most : 1
  }

  private mutating func fold(_ range: Range<Int>, _ buffer: GlyphBuffer, width: Int, wraps: Bool) {
    var row = Row(pieces: pieces.count..<pieces.count, dots: 0, height: 1)
    func close(_ row: inout Row, _ cells: inout MarkupCells) {
      row.pieces = row.pieces.lowerBound..<cells.pieces.count
      cells.rows.append(row)
      row = Row(pieces: cells.pieces.count..<cells.pieces.count, dots: 0, height: 1)
    }
    for index in range {
      let glyph = buffer.glyphs[index]
      let dots = Int(glyph.dots)
      if glyph.kind == .lineEnd {
        close(&row, &self)
        if !wraps { return }
        continue
      }
      guard dots <= width else {
        hasLostCharacters = true
        continue
      }
      if row.dots + dots > width {
        close(&row, &self)
        if !wraps { return }
      }
      if pieces.count > row.pieces.lowerBound, let last = pieces.last, last.end == index {
        pieces[pieces.count - 1].end = index + 1
        pieces[pieces.count - 1].dots += dots
      } else {
        pieces.append(GlyphLine(start: index, end: index + 1, dots: dots))
      }
      row.dots += dots
      row.height = max(row.height, buffer.styles[Int(glyph.style)].style.height)
      if row.dots == width {
        close(&row, &self)
        if !wraps { return }
      }
    }
    if pieces.count > row.pieces.lowerBound { close(&row, &self) }
  }
}

extension MarkupComposer {
  /// One row: the columns, and the verticals between them.
  mutating func put(row number: Int, _ placement: MarkupPlacement, _ layout: MarkupLayout) {
    composer.set(.left)
    var isDrawn = false
    var height = 1
    for column in cells.columns where number < column.rows.count {
      let row = cells.rows[column.rows.lowerBound + number]
      height = max(height, row.height)
      isDrawn = isDrawn || cells.pieces[row.pieces].contains { composer.mustBeDrawn($0) }
    }
    composer.builder.start(isDrawn: isDrawn)
    let isRuled = layout.border == .line && !placement.columns.isEmpty
    let vertical = isRuled ? vertical(height) : nil
    var x = placement.left * plain.narrow
    for (index, column) in placement.columns.enumerated() {
      if let vertical { put(vertical, &x) }
      cell(number, cells.columns[index], x, column.width * plain.narrow)
      x += (column.width + (isRuled ? 0 : layout.border.width)) * plain.narrow
    }
    if let vertical { put(vertical, &x) }
    composer.finishLine(isUpsideDown: false)
  }

  private mutating func put(_ vertical: GlyphLine, _ x: inout Int) {
    composer.pad(to: x, TextStyle(), plain)
    composer.put(vertical)
    x += plain.narrow
  }

  /// As tall as the row, so that the lines join.
  private mutating func vertical(_ height: Int) -> GlyphLine {
    var style = TextStyle()
    style.height = height
    let start = composer.glyphs.glyphs.count
    composer.glyphs.append(
      String(characters.vertical), style, TypeMetrics(style, composer.fonts), composer.repertoire)
    return GlyphLine(start: start, end: composer.glyphs.glyphs.count, dots: plain.narrow)
  }

  private mutating func cell(
    _ number: Int, _ column: (rows: Range<Int>, align: PrintCommand.Alignment), _ x: Int, _ width: Int
  ) {
    guard number < column.rows.count else {
      // A column with nothing more to say still reaches to where it begins.
      composer.pad(to: x, TextStyle(), plain)
      composer.space(TextStyle(), plain)
      return
    }
    let row = cells.rows[column.rows.lowerBound + number]
    guard !row.pieces.isEmpty else { return }
    let rest = max(0, width - row.dots)
    let indent =
      switch column.align {
      case .left: 0
      case .center: rest / 2
      case .right: rest
      }
    composer.pad(to: x + indent, TextStyle(), plain)
    for piece in cells.pieces[row.pieces] { composer.put(piece) }
  }
}

extension Composer {
  /// One space in a style.
  mutating func space(_ style: TextStyle, _ metrics: TypeMetrics) {
    if builder.parts == nil {
      use(style)
      builder.text.append(0x20)
    }
    builder.x += metrics.narrow
  }
}
