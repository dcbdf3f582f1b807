extension Composer {
  mutating func row(_ element: RowElement) throws(ReceiptFault) {
    let only = CollectionOfOne(element.cells)
    try rows(element.columns, only.span, gap: element.gap, base: element.look.applied(to: TextStyle()))
  }

  mutating func table(_ element: TableElement) throws(ReceiptFault) {
    try rows(element.columns, element.rows.span, gap: element.gap, base: element.look.applied(to: TextStyle()))
  }

  /// Rows that share their columns.
  mutating func rows(
    _ columns: [ColumnSpec], _ rows: Span<[TableElement.Cell]>, gap: Int, base: TextStyle
  ) throws(ReceiptFault) {
    let grid = Grid(base, fonts)
    setSlots(columns, grid)
    for index in columns.indices where columns[index].width == .content {
      var widest = 0
      for row in rows.indices where index < rows[row].count {
        widest = max(widest, width(rows[row][index], index, grid))
      }
      slots[index].content = grid.characters(widest)
    }
    guard place(grid, gap) else {
      throw ReceiptFault("has \(columns.count) columns, too many for \(frame.width / grid.metrics.narrow) characters")
    }
    if frame.isPlain { set(.left) }
    for index in rows.indices {
      let cells = rows[index]
      if frame.isPlain, measure(cells) { plainRow(cells, grid) } else { row(cells, grid) }
    }
  }

  /// What the columns have in common.
  struct Grid {
    let base: TextStyle
    /// The style of what is between the columns.
    let plain: TextStyle
    let metrics: TypeMetrics

    init(_ base: TextStyle, _ fonts: FontTable) {
      var plain = TextStyle()
      plain.font = base.font
      plain.isUpsideDown = base.isUpsideDown
      self.base = base
      self.plain = plain
      metrics = TypeMetrics(plain, fonts)
    }

    /// What a double-byte character takes.
    var least: Int { characters(metrics.wide) }

    func characters(_ dots: Int) -> Int { (dots + metrics.narrow - 1) / metrics.narrow }
  }

  private mutating func setSlots(_ columns: [ColumnSpec], _ grid: Grid) {
    slots.removeAll(keepingCapacity: true)
    slots.reserveCapacity(max(columns.count, 8))
    let usual = fitted(grid.base, to: frame.width)
    for column in columns {
      let own = column.look.isEmpty ? usual : fitted(column.look.applied(to: grid.base), to: frame.width)
      slots.append(ColumnSlot(column: column, style: own.style, metrics: own.metrics))
    }
  }

  private mutating func place(_ grid: Grid, _ gap: Int) -> Bool {
    let narrow = grid.metrics.narrow
    guard let gap = slots.fit(line: frame.width / narrow, gap: gap, least: grid.least) else { return false }
    var place = 0
    for index in slots.indices {
      slots[index].x = place * narrow
      slots[index].width = slots[index].characters * narrow
      place += slots[index].characters + gap
    }
    return true
  }

  /// What a cell's widest line takes, in dots.
  private mutating func width(_ cell: TableElement.Cell, _ index: Int, _ grid: Grid) -> Int {
    let metrics = slots[index].metrics
    if cell.isPlain, let dots = ruler.width(cell.spans[0].text, metrics) { return dots }
    glyphs.removeAll()
    append(cell.spans, style(cell, index, grid), frame.width)
    var widest = 0
    var dots = 0
    for glyph in glyphs.glyphs {
      dots = glyph.kind == .lineEnd ? 0 : dots + Int(glyph.dots)
      widest = max(widest, dots)
    }
    return widest
  }

  private func style(_ cell: TableElement.Cell, _ index: Int, _ grid: Grid) -> TextStyle {
    cell.look.applied(to: slots[index].column.look.applied(to: grid.base))
  }

  private mutating func append(_ spans: [TextSpan], _ style: TextStyle, _ width: Int) {
    for span in spans {
      let (style, metrics) = fitted(span.look.applied(to: style), to: width)
      glyphs.append(span.text, style, metrics, facts.repertoire)
    }
  }

  private mutating func row(_ cells: [TableElement.Cell], _ grid: Grid) {
    glyphs.removeAll()
    lines.removeAll(keepingCapacity: true)
    var ranges: [Range<Int>] = []
    for (index, cell) in cells.prefix(slots.count).enumerated() {
      let start = glyphs.glyphs.count
      let width = slots[index].width
      append(cell.spans, style(cell, index, grid), width)
      let first = lines.count
      glyphs.lines(of: start..<glyphs.glyphs.count, width: width, wraps: slots[index].column.wraps, into: &lines)
      ranges.append(first..<lines.count)
    }
    for number in 0..<max(1, ranges.map(\.count).max() ?? 1) {
      let isDrawn = ranges.contains { number < $0.count && mustBeDrawn(lines[$0.lowerBound + number]) }
      builder.start(isDrawn: isDrawn)
      let height = ranges.reduce(1) { number < $1.count ? max($0, self.height(lines[$1.lowerBound + number])) : $0 }
      let left = border(frame.left, height, grid)
      for (index, range) in ranges.enumerated() where number < range.count {
        let line = lines[range.lowerBound + number]
        guard line.dots > 0 else { continue }
        pad(to: left + slots[index].start(of: line.dots, cells[index].align), grid.plain, grid.metrics)
        put(line)
      }
      if !frame.isPlain {
        pad(to: left + frame.width, grid.plain, grid.metrics)
        _ = border(frame.right, height, grid)
      }
      finishLine(isUpsideDown: grid.base.isUpsideDown)
    }
  }

  /// Measures the cells of a row into the slots; false if one is more than a line that fits, in its column's style.
  private mutating func measure(_ cells: [TableElement.Cell]) -> Bool {
    guard cells.count <= slots.count else { return false }
    let ruler = ruler
    for index in cells.indices {
      let metrics = slots[index].metrics
      guard cells[index].isPlain, let dots = ruler.width(cells[index].spans[0].text, metrics),
        dots <= slots[index].width
      else { return false }
      slots[index].dots = dots
    }
    return true
  }

  /// A row that was measured.
  private mutating func plainRow(_ cells: [TableElement.Cell], _ grid: Grid) {
    builder.start(isDrawn: false)
    for index in cells.indices where slots[index].dots > 0 {
      pad(to: slots[index].start(of: slots[index].dots, cells[index].align), grid.plain, grid.metrics)
      use(slots[index].style)
      builder.append(cells[index].spans[0].text)
      builder.x += slots[index].dots
    }
    finishLine(isUpsideDown: grid.base.isUpsideDown)
  }

  /// The multiplier of the tallest character.
  private func height(_ line: GlyphLine) -> Int {
    glyphs.glyphs[line.start..<line.end].reduce(1) { max($0, glyphs.styles[Int($1.style)].style.height) }
  }

  /// Puts one side of the frame and gives its width in dots.
  private mutating func border(_ text: String, _ height: Int, _ grid: Grid) -> Int {
    guard !text.isEmpty else { return 0 }
    var style = TextStyle()
    style.height = height
    style.isUpsideDown = grid.plain.isUpsideDown
    let metrics = TypeMetrics(style, fonts)
    let start = glyphs.glyphs.count
    glyphs.append(text, style, metrics, facts.repertoire)
    let end = glyphs.glyphs.count
    let dots = glyphs.glyphs[start..<end].reduce(0) { $0 + Int($1.dots) }
    put(GlyphLine(start: start, end: end, dots: dots))
    return dots
  }
}

extension TableElement.Cell {
  /// Whether it is one text in the style of its column.
  fileprivate var isPlain: Bool { spans.count == 1 && look.isEmpty && spans[0].look.isEmpty }
}
