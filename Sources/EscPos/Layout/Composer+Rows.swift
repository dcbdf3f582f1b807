import PosModel

extension Composer {
  mutating func row(_ element: RowElement) {
    rows(
      element.cells.map(\.column), [element.cells.map { RowCell($0.spans, nil, TextLook()) }], gap: element.gap,
      base: element.look.applied(to: TextStyle()))
  }

  mutating func table(_ element: TableElement) {
    rows(
      element.columns, element.rows.map { row in row.map { RowCell($0.spans, $0.align, $0.look) } }, gap: element.gap,
      base: element.look.applied(to: TextStyle()))
  }

  /// Rows that share their columns; as many columns as fit on the line.
  mutating func rows(_ columns: [ColumnSpec], _ rows: [[RowCell]], gap: Int, base: TextStyle) {
    var plain = TextStyle()
    plain.font = base.font
    plain.isUpsideDown = base.isUpsideDown
    let metrics = TypeMetrics(plain, profile)
    let least = (metrics.wide + metrics.narrow - 1) / metrics.narrow
    let line = frame.width / metrics.narrow
    var columns = columns
    var fit = fitted(columns, rows, line, gap, least, metrics, base)
    while fit == nil, !columns.isEmpty {
      columns.removeLast()
      fit = fitted(columns, rows, line, gap, least, metrics, base)
    }
    guard let (widths, gap) = fit else { return }
    if frame.isPlain { set(.left) }
    var grid = Grid(columns: columns, plain: plain, metrics: metrics)
    var place = 0
    for width in widths {
      grid.places.append((place * metrics.narrow, width * metrics.narrow))
      place += width + gap
    }
    for row in rows { self.row(row, grid, base) }
  }

  /// The columns on their places.
  struct Grid {
    var columns: [ColumnSpec]
    /// The style of what is between the columns.
    var plain: TextStyle
    var metrics: TypeMetrics
    var places: [(x: Int, width: Int)] = []

    init(columns: [ColumnSpec], plain: TextStyle, metrics: TypeMetrics) {
      self.columns = columns
      self.plain = plain
      self.metrics = metrics
      places.reserveCapacity(columns.count)
    }
  }

  private mutating func fitted(
    _ columns: [ColumnSpec], _ rows: [[RowCell]], _ line: Int, _ gap: Int, _ least: Int, _ metrics: TypeMetrics,
    _ base: TextStyle
  ) -> (widths: [Int], gap: Int)? {
    var content: [Int] = []
    if columns.contains(where: { $0.width == .content }) {
      content = columns.indices.map { index in
        guard columns[index].width == .content else { return 0 }
        let dots = rows.reduce(0) { $1.count > index ? max($0, width($1[index], columns[index], base)) : $0 }
        return (dots + metrics.narrow - 1) / metrics.narrow
      }
    }
    return ColumnWidths.fit(columns, line: line, gap: gap, least: least) { content[$0] }
  }

  /// What a cell's widest line takes, in dots.
  private mutating func width(_ cell: RowCell, _ column: ColumnSpec, _ base: TextStyle) -> Int {
    let style = cell.look.applied(to: column.look.applied(to: base))
    if cell.spans.count == 1 {
      let (fitted, metrics) = fitted(cell.spans[0].look.applied(to: style), to: frame.width)
      _ = fitted
      if let dots = plainWidth(cell.spans[0].text, metrics) { return dots }
    }
    glyphs.removeAll()
    append(cell.spans, style, frame.width)
    var widest = 0
    var dots = 0
    for glyph in glyphs.glyphs {
      dots = glyph.kind == .lineEnd ? 0 : dots + Int(glyph.dots)
      widest = max(widest, dots)
    }
    return widest
  }

  private mutating func append(_ spans: [TextSpan], _ style: TextStyle, _ width: Int) {
    for span in spans {
      let (style, metrics) = fitted(span.look.applied(to: style), to: width)
      glyphs.append(span.text, style, metrics, repertoire)
    }
  }

  private mutating func row(_ cells: [RowCell], _ grid: Grid, _ base: TextStyle) {
    if frame.isPlain, plainRow(cells, grid, base) { return }
    glyphs.removeAll()
    lines.removeAll(keepingCapacity: true)
    var ranges: [Range<Int>] = []
    for (index, cell) in cells.prefix(grid.columns.count).enumerated() {
      let column = grid.columns[index]
      let start = glyphs.glyphs.count
      append(cell.spans, cell.look.applied(to: column.look.applied(to: base)), grid.places[index].width)
      let first = lines.count
      glyphs.lines(
        of: start..<glyphs.glyphs.count, width: grid.places[index].width, wraps: column.wraps, into: &lines)
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
        let place = grid.places[index]
        pad(to: left + place.x + indent(line.dots, place.width, cells[index].align ?? grid.columns[index].align),
          grid.plain, grid.metrics)
        put(line)
      }
      if !frame.isPlain {
        pad(to: left + frame.width, grid.plain, grid.metrics)
        _ = border(frame.right, height, grid)
      }
      finishLine(isUpsideDown: base.isUpsideDown)
    }
  }

  /// A row whose cells all fit as they are; false if one does not.
  private mutating func plainRow(_ cells: [RowCell], _ grid: Grid, _ base: TextStyle) -> Bool {
    var spots: (start: Int, count: Int) = (lines.count, 0)
    lines.removeAll(keepingCapacity: true)
    spots.start = 0
    for (index, cell) in cells.prefix(grid.columns.count).enumerated() {
      guard cell.spans.count == 1 else { return false }
      let column = grid.columns[index]
      let style = cell.spans[0].look.applied(to: cell.look.applied(to: column.look.applied(to: base)))
      let (_, metrics) = fitted(style, to: grid.places[index].width)
      guard let dots = plainWidth(cell.spans[0].text, metrics), dots <= grid.places[index].width else { return false }
      lines.append(GlyphLine(start: 0, end: 0, dots: dots))
      spots.count += 1
    }
    builder.start(isDrawn: false)
    for index in 0..<spots.count where lines[index].dots > 0 {
      let cell = cells[index]
      let column = grid.columns[index]
      let place = grid.places[index]
      let style = cell.spans[0].look.applied(to: cell.look.applied(to: column.look.applied(to: base)))
      pad(to: place.x + indent(lines[index].dots, place.width, cell.align ?? column.align), grid.plain, grid.metrics)
      use(fitted(style, to: place.width).style)
      builder.text.append(contentsOf: cell.spans[0].text.utf8)
      builder.x += lines[index].dots
    }
    finishLine(isUpsideDown: base.isUpsideDown)
    return true
  }

  private func indent(_ dots: Int, _ width: Int, _ align: PrintCommand.Alignment) -> Int {
    switch align {
    case .left: 0
    case .center: max(0, width - dots) / 2
    case .right: max(0, width - dots)
    }
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
    let metrics = TypeMetrics(style, profile)
    let start = glyphs.glyphs.count
    glyphs.append(text, style, metrics, repertoire)
    let end = glyphs.glyphs.count
    let dots = glyphs.glyphs[start..<end].reduce(0) { $0 + Int($1.dots) }
    put(GlyphLine(start: start, end: end, dots: dots))
    return dots
  }
}
