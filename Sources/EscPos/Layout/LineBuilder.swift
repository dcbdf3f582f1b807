import TextEncodings

/// One line while it is put together: text of several styles, gaps and drawn parts.
struct LineBuilder {
  /// Text that waits for its style to end.
  var text: [UInt8] = []
  var style = TextStyle()
  /// Where the next character stands, in dots from the left margin.
  var x = 0
  /// What is drawn, if the whole line is.
  var parts: [DrawnPart]?

  mutating func start(isDrawn: Bool) {
    if !text.isEmpty { text.removeAll(keepingCapacity: true) }
    x = 0
    parts = isDrawn ? [] : nil
  }

  mutating func append(_ string: String) {
    let isAppended: Void? = string.utf8.withContiguousStorageIfAvailable { text.append(contentsOf: $0) }
    if isAppended == nil { text.append(contentsOf: string.utf8) }
  }

  mutating func appendSpaces(_ count: Int) {
    var rest = count
    while rest > 0 {
      let part = min(rest, Self.spaces.utf8CodeUnitCount)
      text.append(contentsOf: UnsafeBufferPointer(start: Self.spaces.utf8Start, count: part))
      rest -= part
    }
  }

  private static let spaces: StaticString = "                                                "
}

extension Composer {
  /// Writes what waits.
  mutating func flushText() {
    guard !builder.text.isEmpty else { return }
    set(builder.style)
    // Whole characters of strings: to check them again would cost more than to copy them.
    add(.text(String(copying: UTF8Span(unchecked: builder.text.span))))
    builder.text.removeAll(keepingCapacity: true)
  }

  mutating func use(_ style: TextStyle) {
    guard builder.style != style else { return }
    flushText()
    builder.style = style
  }

  /// Glyphs of one line, as they are.
  mutating func put(_ line: GlyphLine) {
    var index = line.start
    while index < line.end {
      let first = glyphs.glyphs[index]
      var dots = 0
      let start = index
      while index < line.end, glyphs.glyphs[index].continues(first) {
        dots += Int(glyphs.glyphs[index].dots)
        index += 1
      }
      let bytes = glyphs.text[Int(first.start)..<Int(glyphs.glyphs[max(start, index - 1)].end)]
      let (style, metrics) = glyphs.styles[Int(first.style)]
      if builder.parts != nil {
        if style.isRotated {
          putTurned(start..<index, style)
        } else {
          putPart(bytes, style, metrics, dots: dots)
        }
      } else if first.kind == .drawn {
        flushText()
        set(style)
        let width = TypeMetrics(Self.withoutMultipliers(style), fonts).narrow
        let text = DrawnText(
          String(decoding: bytes, as: UTF8.self), width: dots, height: metrics.height, isBold: style.isBold,
          isUnderlined: style.underline != .none, isInverted: style.isInverted,
          stretch: facts.inlineRowHeight * style.stretch)
        let artwork = draw(.text(text))
        add(.drawnText(artwork: artwork, columns: (dots / max(1, style.width) + width - 1) / width))
      } else if first.kind == .planned {
        flushText()
        set(style)
        builder.style = style
        add(.run(TextPlanner.Run(first.runKind, String(decoding: bytes, as: UTF8.self), columns: index - start)))
      } else {
        use(style)
        builder.text.append(contentsOf: bytes)
      }
      builder.x += dots
    }
  }

  private static func withoutMultipliers(_ style: TextStyle) -> TextStyle {
    var style = style
    (style.width, style.height) = (1, 1)
    return style
  }

  private mutating func putPart(_ bytes: ArraySlice<UInt8>, _ style: TextStyle, _ metrics: TypeMetrics, dots: Int) {
    let isWhite = style.underline == .none && !style.isInverted && bytes.allSatisfy { $0 == 0x20 }
    guard !isWhite else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    let (rows, share) = rows(metrics.height, of: text)
    let artwork = draw(
      .text(
        DrawnText(
          text, width: dots, height: rows, isBold: style.isBold, isUnderlined: style.underline != .none,
          isInverted: style.isInverted, stretch: facts.rowHeight * share * style.stretch)))
    builder.parts?.append(DrawnPart(artwork: artwork, x: builder.x, isRed: style.isRed))
  }

  /// Each character turned by itself, as ESC V does.
  private mutating func putTurned(_ range: Range<Int>, _ style: TextStyle) {
    var x = builder.x
    for index in range {
      let glyph = glyphs.glyphs[index]
      defer { x += Int(glyph.dots) }
      let text = String(decoding: glyphs.text[Int(glyph.start)..<Int(glyph.end)], as: UTF8.self)
      guard style.isInverted || text != " ", glyph.dots > 0 else { continue }
      let isWide = facts.repertoire.planner.columns(text) > 1
      let across = (isWide ? fonts.a.width * 2 : fonts[style.font].width) * style.width
      let (rows, share) = rows(across, of: text)
      let artwork = draw(
        .text(
          DrawnText(
            text, width: Int(glyph.dots), height: rows, isBold: style.isBold, isInverted: style.isInverted,
            isTurned: true, stretch: style.stretch / (facts.rowHeight * share))))
      builder.parts?.append(DrawnPart(artwork: artwork, x: x, isRed: style.isRed))
    }
  }

  /// How many rows of a picture are so many units high, and how many of them there would be for each row; more where a
  /// character needs more than the coarse rows of an impact head to be read.
  private func rows(_ units: Int, of text: String) -> (count: Int, share: Double) {
    let rows = Double(units) / Double(facts.rowUnits)
    let isSimple = facts.rowUnits == 1 || text.unicodeScalars.allSatisfy(Self.isSimple)
    let count = max(1, Int(rows.rounded()), isSimple ? 0 : Self.leastRows)
    return (count, rows / Double(count))
  }

  /// Of hanzi, of letters with marks above and below.
  private static var leastRows: Int { 16 }

  /// Latin, Greek, Cyrillic, Armenian letters and signs.
  private static func isSimple(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x590 || 0x1E00..<0x2500 ~= scalar.value
  }

  /// White up to a place; in characters where they fit exactly.
  mutating func pad(to x: Int, _ base: TextStyle, _ metrics: TypeMetrics) {
    guard x > builder.x else { return }
    defer { builder.x = x }
    guard builder.parts == nil else { return }
    // Spaces look the same in the style in force, if it neither underlines nor widens them.
    if !builder.style.isPlainBeside(base) { use(base) }
    let count = (x - builder.x) / metrics.narrow
    builder.appendSpaces(count)
    guard builder.x + count * metrics.narrow < x else { return }
    flushText()
    add(.moveTo(dots: x))
  }

  mutating func finishLine(isUpsideDown: Bool) {
    if let parts = builder.parts {
      if parts.isEmpty { endLine() } else { add(.drawnLine(parts, isUpsideDown: isUpsideDown)) }
      hasPrinted = true
    } else {
      flushText()
      endLine()
    }
  }

  /// Whether a line holds something drawn that cannot stand between set characters.
  func mustBeDrawn(_ line: GlyphLine) -> Bool {
    for glyph in glyphs.glyphs[line.start..<line.end] where glyph.kind == .drawn {
      let style = glyphs.styles[Int(glyph.style)].style
      if style.height > 1 || style.isRotated || style.isUpsideDown || !facts.profile.setsInlineColumns { return true }
    }
    return false
  }
}

extension TextStyle {
  /// How much wider than high the multipliers make a character.
  fileprivate var stretch: Double { Double(max(1, width)) / Double(max(1, height)) }

  /// Whether spaces in it look as in another one: it neither underlines nor widens them.
  func isPlainBeside(_ base: TextStyle) -> Bool {
    width == 1 && underline == .none && !isInverted && font == base.font && isRotated == base.isRotated
      && isUpsideDown == base.isUpsideDown
  }
}
