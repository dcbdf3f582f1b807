import PosModel

/// Lays the lines of a markup document out, one after the other.
struct MarkupComposer {
  /// How far the border of lines is.
  enum Rules {
    /// No border of lines.
    case none
    /// The next text begins it.
    case due
    case open
    /// The next text or the end closes these columns with a rule.
    case crossing
  }

  let markup: Markup
  var composer: Composer
  /// What came out otherwise than the document says, on this paper.
  var warnings: [MarkupWarning] = []
  let plain: TypeMetrics
  let characters: RuleCharacters
  /// The characters of a line.
  let paper: Int
  private var rules = Rules.none
  /// The columns that the border of lines is round.
  private var ruled: MarkupPlacement?
  /// Whether the document itself has printed since the last cut.
  private var hasContent = false
  private var rows = 0
  var cells = MarkupCells()
  /// What the last lines had in common.
  private var known: (layout: Int32, columns: Int, placement: MarkupPlacement)?

  init(_ markup: Markup, _ composer: Composer) {
    self.markup = markup
    self.composer = composer
    plain = TypeMetrics(TextStyle(), composer.fonts)
    characters = RuleCharacters(composer.repertoire)
    paper = composer.frame.width / plain.narrow
  }

  mutating func add(_ line: MarkupLine) throws(PosError) {
    var prints = line.prints
    switch line.kind {
    case .text(let columns): try text(line, columns)
    case .rule: try rule(line)
    case .cut: try cut(line)
    case .beginRules: rules = .due
    case .endRules: try endRules(line)
    case .image(let image): prints = block(line, .image(image), width: nil)
    case .barcode(let code): prints = block(line, .barcode(code), width: code.barcode.width())
    case .symbol(let code): prints = block(line, .symbol(code), width: code.symbol.width())
    case .raw(let bytes): prints = block(line, .raw(RawElement(bytes)), width: nil)
    }
    if prints { hasContent = true }
  }

  mutating func warn(_ line: MarkupLine, _ message: String) {
    guard warnings.count < MarkupLimits.warnings else { return }
    warnings.append(MarkupWarning(line: Int(line.number), column: 1, message: message))
  }

  // MARK: Text

  private mutating func text(_ line: MarkupLine, _ columns: Range<Int32>) throws(PosError) {
    let layout = markup.layouts[Int(line.layout)]
    let placement = placement(line, layout, columns.count)
    try beginRules(line, placement)
    let rows = cells.fill(line, columns, placement, layout, markup, &composer)
    if cells.hasLostCharacters { warn(line, "characters that are wider than their column are left out") }
    for row in 0..<rows {
      try count(line)
      put(row: row, placement, layout)
    }
  }

  private mutating func placement(_ line: MarkupLine, _ layout: MarkupLayout, _ columns: Int) -> MarkupPlacement {
    if let known, known.layout == line.layout, known.columns == columns { return known.placement }
    let placement = MarkupPlacement(columns: columns, layout, paper: paper)
    if placement.leavesOut { warn(line, "the paper has no room for all columns: the last ones are left out") }
    known = (line.layout, columns, placement)
    return placement
  }

  private mutating func count(_ line: MarkupLine) throws(PosError) {
    rows += 1
    guard rows <= MarkupLimits.rows else {
      throw PosError(
        .illegal, "markup: line \(line.number), column 1: over \(MarkupLimits.rows) lines on paper",
        remedy: "split it into several receipts")
    }
  }

  // MARK: Rules

  private mutating func beginRules(_ line: MarkupLine, _ placement: MarkupPlacement) throws(PosError) {
    switch rules {
    case .none: return
    case .due:
      if characters.areDrawnThrough { composer.add(.lineSpacing(dots: plain.height)) }
      try ruledLine(line, above: nil, below: placement)
    case .crossing: try ruledLine(line, above: ruled, below: placement)
    case .open: break
    }
    rules = .open
    ruled = placement
  }

  mutating func endRules(_ line: MarkupLine) throws(PosError) {
    if rules == .open || rules == .crossing {
      try ruledLine(line, above: ruled, below: nil)
      if characters.areDrawnThrough { composer.add(.lineSpacing(dots: nil)) }
    }
    rules = .none
    ruled = nil
  }

  private mutating func ruledLine(
    _ line: MarkupLine, above: MarkupPlacement?, below: MarkupPlacement?
  ) throws(PosError) {
    var rule = RuledLine(paper: paper)
    if let above { rule.add(above, .up) }
    if let below { rule.add(below, .down) }
    let (start, text) = rule.text(characters)
    try self.line(line, text, at: start)
  }

  private mutating func rule(_ line: MarkupLine) throws(PosError) {
    switch rules {
    case .none:
      let placement = MarkupPlacement(block: markup.layouts[Int(line.layout)], paper: paper)
      try self.line(line, String(repeating: characters.horizontal, count: placement.width), at: placement.left)
    case .open: rules = .crossing
    case .due, .crossing: break
    }
  }

  private mutating func line(_ line: MarkupLine, _ text: String, at place: Int) throws(PosError) {
    try count(line)
    composer.set(.left)
    composer.glyphs.removeAll()
    composer.glyphs.append(text, TextStyle(), plain, composer.repertoire)
    composer.builder.start(isDrawn: false)
    if !text.isEmpty { composer.pad(to: place * plain.narrow, TextStyle(), plain) }
    composer.put(GlyphLine(start: 0, end: composer.glyphs.glyphs.count, dots: text.count * plain.narrow))
    composer.finishLine(isUpsideDown: false)
  }

  // MARK: Blocks and cuts

  /// The border goes on behind a cut. Where nothing was printed, nothing is cut.
  private mutating func cut(_ line: MarkupLine) throws(PosError) {
    if rules != .none {
      try endRules(line)
      rules = .due
    }
    guard hasContent else { return }
    composer.cut(composer.profile.cuts.contains(.partial) ? .partial : .full)
    hasContent = false
  }

  /// Returns whether it is printed: a code for which there is no room is left out.
  private mutating func block(_ line: MarkupLine, _ element: ReceiptElement, width: Int?) -> Bool {
    let placement = MarkupPlacement(block: markup.layouts[Int(line.layout)], paper: paper)
    let whole = composer.frame.width
    let room = placement.width * plain.narrow
    let isPart = placement.width < paper && room >= max(24, width ?? 0)
    if isPart {
      composer.frame.width = room
      composer.add(.area(left: placement.left * plain.narrow, width: room))
    }
    defer {
      composer.frame.width = whole
      if isPart { composer.add(.area(left: 0, width: nil)) }
    }
    let (drawn, narrow) = (composer.composition.artwork.count, composer.composition.narrow.count)
    do {
      try composer.element(element)
    } catch {
      warn(line, "the code is left out: it \(error.why)")
      return false
    }
    composer.composition.locate(from: drawn, inside: "markup: line \(line.number), column 1")
    if composer.composition.narrow.count > narrow {
      composer.composition.narrow.removeSubrange(narrow...)
      warn(line, "there is room for modules of one dot only: some readers will not read the code")
    }
    return true
  }
}
