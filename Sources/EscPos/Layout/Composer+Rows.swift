extension Composer {
  /// How a cell looks that is one line in one style.
  struct Spot {
    var style: TextStyle
    var dots: Int
  }

  mutating func row(_ element: RowElement) throws(ReceiptFault) {
    let base = element.look.applied(to: TextStyle())
    let grid = Grid(element.columns, base, fonts)
    setColumnStyles(grid)
    if frame.isPlain, element.cells.count == element.columns.count, measure(element.cells, grid),
      place(grid, element.gap, measuredContent(grid)), plainRow(element.cells, grid)
    {
      return
    }
    try rows(element.columns, [element.cells], gap: element.gap, base: base)
  }

  mutating func table(_ element: TableElement) throws(ReceiptFault) {
    try rows(element.columns, element.rows, gap: element.gap, base: element.look.applied(to: TextStyle()))
  }

  /// Rows that share their columns.
  mutating func rows(
    _ columns: [ColumnSpec], _ rows: [[TableElement.Cell]], gap: Int, base: TextStyle
  ) throws(ReceiptFault) {
    let grid = Grid(columns, base, fonts)
    setColumnStyles(grid)
    var content: [Int] = []
    if grid.columns.contains(where: { $0.width == .content }) {
      content = grid.columns.indices.map { index in
        guard grid.columns[index].width == .content else { return 0 }
        let dots = rows.reduce(0) { $1.count > index ? max($0, width($1[index], grid.columns[index], base)) : $0 }
        return grid.characters(dots)
      }
    }
    guard place(grid, gap, content) else {
      throw ReceiptFault("has \(columns.count) columns, too many for \(frame.width / grid.metrics.narrow) characters")
    }
    if frame.isPlain { set(.left) }
    for index in rows.indices {
      if frame.isPlain, measure(rows[index], grid), plainRow(rows[index], grid) { continue }
      row(rows[index], grid)
    }
  }

  /// The columns on their places.
  struct Grid {
    var columns: [ColumnSpec]
    let base: TextStyle
    /// The style of what is between the columns.
    let plain: TextStyle
    let metrics: TypeMetrics

    init(_ columns: [ColumnSpec], _ base: TextStyle, _ fonts: FontTable) {
      var plain = TextStyle()
      plain.font = base.font
      plain.isUpsideDown = base.isUpsideDown
      self.columns = columns
      self.base = base
      self.plain = plain
      metrics = TypeMetrics(plain, fonts)
    }

    /// What a double-byte character takes.
    var least: Int { characters(metrics.wide) }

    func characters(_ dots: Int) -> Int { (dots + metrics.narrow - 1) / metrics.narrow }
  }

  private mutating func setColumnStyles(_ grid: Grid) {
    columnStyles.removeAll(keepingCapacity: true)
    hasOneStyle = true
    var usual: (style: TextStyle, metrics: TypeMetrics)?
    for index in grid.columns.indices {
      if grid.columns[index].look.isEmpty {
        let known = usual ?? fitted(grid.base, to: frame.width)
        usual = known
        columnStyles.append(known)
      } else {
        columnStyles.append(fitted(grid.columns[index].look.applied(to: grid.base), to: frame.width))
        hasOneStyle = hasOneStyle && columnStyles[index].style == columnStyles[0].style
      }
    }
    if let usual { hasOneStyle = hasOneStyle && usual.style == columnStyles[0].style }
  }

  private mutating func place(_ grid: Grid, _ gap: Int, _ content: [Int]) -> Bool {
    let line = frame.width / grid.metrics.narrow
    guard widths.fit(grid.columns, line: line, gap: gap, least: grid.least, content: content) else { return false }
    places.removeAll(keepingCapacity: true)
    var place = 0
    for width in widths.widths {
      places.append((place * grid.metrics.narrow, width * grid.metrics.narrow))
      place += width + widths.gap
    }
    return true
  }

  /// What a cell's widest line takes, in dots.
  private mutating func width(_ cell: TableElement.Cell, _ column: ColumnSpec, _ base: TextStyle) -> Int {
    let style = cell.look.applied(to: column.look.applied(to: base))
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
      glyphs.append(span.text, style, metrics, facts.repertoire)
    }
  }

  private mutating func row(_ cells: [TableElement.Cell], _ grid: Grid) {
    glyphs.removeAll()
    lines.removeAll(keepingCapacity: true)
    var ranges: [Range<Int>] = []
    for (index, cell) in cells.prefix(grid.columns.count).enumerated() {
      let column = grid.columns[index]
      let start = glyphs.glyphs.count
      append(cell.spans, cell.look.applied(to: column.look.applied(to: grid.base)), places[index].width)
      let first = lines.count
      glyphs.lines(
        of: start..<glyphs.glyphs.count, width: places[index].width, wraps: column.wraps, into: &lines)
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
        let place = places[index]
        let indent = Self.indent(line.dots, place.width, cells[index].align ?? grid.columns[index].align)
        pad(to: left + place.x + indent, grid.plain, grid.metrics)
        put(line)
      }
      if !frame.isPlain {
        pad(to: left + frame.width, grid.plain, grid.metrics)
        _ = border(frame.right, height, grid)
      }
      finishLine(isUpsideDown: grid.base.isUpsideDown)
    }
  }

  /// Measures the cells of a row into `spots`; false if one is more than a plain line in one style.
  private mutating func measure(_ cells: [TableElement.Cell], _ grid: Grid) -> Bool {
    guard cells.count <= grid.columns.count else { return false }
    spots.removeAll(keepingCapacity: true)
    keptOneStyle = hasOneStyle
    for index in cells.indices {
      guard cells[index].spans.count == 1 else { return false }
      var (style, metrics) = columnStyles[index]
      if !cells[index].look.isEmpty || !cells[index].spans[0].look.isEmpty {
        keptOneStyle = false
        let look = cells[index].look.applied(to: grid.columns[index].look.applied(to: grid.base))
        (style, metrics) = fitted(cells[index].spans[0].look.applied(to: look), to: frame.width)
      }
      guard let dots = plainWidth(cells[index].spans[0].text, metrics) else { return false }
      spots.append(Spot(style: style, dots: dots))
    }
    return true
  }

  /// The characters of each cell that was measured.
  private mutating func measuredContent(_ grid: Grid) -> [Int] {
    content.removeAll(keepingCapacity: true)
    for index in spots.indices { content.append(grid.characters(spots[index].dots)) }
    return content
  }

  /// A measured row whose cells all fit as they are; false, and nothing written, if one does not.
  private mutating func plainRow(_ cells: [TableElement.Cell], _ grid: Grid) -> Bool {
    for index in spots.indices where spots[index].dots > places[index].width { return false }
    set(.left)
    if let line = wholeRow(cells, grid) {
      set(builder.style)
      add(.text(line))
      endLine()
      return true
    }
    builder.start(isDrawn: false)
    for index in spots.indices where spots[index].dots > 0 {
      let place = places[index]
      let indent = Self.indent(spots[index].dots, place.width, cells[index].align ?? grid.columns[index].align)
      pad(to: place.x + indent, grid.plain, grid.metrics)
      use(spots[index].style)
      builder.append(cells[index].spans[0].text)
      builder.x += spots[index].dots
    }
    finishLine(isUpsideDown: grid.base.isUpsideDown)
    return true
  }

  /// The text of a measured row that is in one style which its gaps can have too, and begins at the left; nil for
  /// others. Leaves its style as the builder's.
  private mutating func wholeRow(_ cells: [TableElement.Cell], _ grid: Grid) -> String? {
    guard keptOneStyle, let style = spots.first?.style, spots[0].dots > 0, style.isPlainBeside(grid.plain) else {
      return nil
    }
    gaps.removeAll(keepingCapacity: true)
    var x = 0
    var bytes = 0
    for index in spots.indices {
      let place = places[index]
      let start =
        place.x + Self.indent(spots[index].dots, place.width, cells[index].align ?? grid.columns[index].align)
      let isEmpty = spots[index].dots == 0
      let (count, rest) = isEmpty ? (0, 0) : (start - x).quotientAndRemainder(dividingBy: grid.metrics.narrow)
      guard rest == 0, count >= 0, index > 0 || count == 0 else { return nil }
      gaps.append(count)
      bytes += count + cells[index].spans[0].text.utf8.count
      if !isEmpty { x = start + spots[index].dots }
    }
    builder.style = style
    return String(unsafeUninitializedCapacity: bytes) { room in
      var end = 0
      for index in cells.indices {
        for _ in 0..<gaps[index] {
          room[end] = 0x20
          end += 1
        }
        var text = cells[index].spans[0].text
        text.withUTF8 { end = room[end...].update(fromContentsOf: $0) }
      }
      return end
    }
  }

  private static func indent(_ dots: Int, _ width: Int, _ align: PrintCommand.Alignment) -> Int {
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
    let metrics = TypeMetrics(style, fonts)
    let start = glyphs.glyphs.count
    glyphs.append(text, style, metrics, facts.repertoire)
    let end = glyphs.glyphs.count
    let dots = glyphs.glyphs[start..<end].reduce(0) { $0 + Int($1.dots) }
    put(GlyphLine(start: start, end: end, dots: dots))
    return dots
  }
}
