extension Composer {
  mutating func text(_ element: TextElement) throws(ReceiptFault) {
    let base = element.look.applied(to: TextStyle())
    guard frame.isPlain else {
      let column = ColumnSpec(.share(1), align: element.align, wraps: element.wraps)
      return try rows([column], CollectionOfOne([TableElement.Cell(element.spans)]).span, gap: 0, base: base)
    }
    if element.spans.count == 1, plainLine(element.spans[0], base, element.align) { return }
    glyphs.removeAll()
    for span in element.spans {
      let (style, metrics) = fitted(span.look.applied(to: base), to: frame.width)
      glyphs.append(span.text, style, metrics, facts.repertoire)
    }
    lines.removeAll(keepingCapacity: true)
    glyphs.lines(of: 0..<glyphs.glyphs.count, width: frame.width, wraps: element.wraps, into: &lines)
    set(element.align)
    for line in lines {
      builder.start(isDrawn: mustBeDrawn(line))
      put(line)
      finishLine(isUpsideDown: base.isUpsideDown)
    }
  }

  /// A line that needs nothing but its style; false if it needs more.
  private mutating func plainLine(
    _ span: TextSpan, _ base: TextStyle, _ align: PrintCommand.Alignment
  ) -> Bool {
    let (style, metrics) = fitted(span.look.applied(to: base), to: frame.width)
    guard let dots = ruler.width(span.text, metrics), dots <= frame.width else { return false }
    if !span.text.isEmpty {
      set(align)
      set(style)
      add(.text(span.text))
    }
    endLine()
    return true
  }

  mutating func rule(_ rule: RuleElement) throws(ReceiptFault) {
    let style = TextStyle()
    let metrics = TypeMetrics(style, fonts)
    let character: Character =
      switch rule.pattern {
      case .character(let character): character
      case .style(.single): facts.hasSingleLine ? "─" : "-"
      case .style(.double): facts.hasDoubleLine ? "═" : "="
      case .style(.dashed): "-"
      }
    if frame.isPlain, let ascii = rule.pattern == .style(.dashed) ? 0x2D : character.asciiValue {
      if lastRule?.character != ascii {
        let bytes = repeatElement(ascii, count: frame.width / metrics.narrow)
        lastRule = (ascii, String(decoding: bytes, as: UTF8.self))
      }
      set(.left)
      set(style)
      add(.text(lastRule?.text ?? ""))
      return endLine()
    }
    glyphs.removeAll()
    glyphs.append(String(character), style, metrics, facts.repertoire)
    let dots = max(1, glyphs.glyphs.reduce(0) { $0 + Int($1.dots) })
    let text = String(repeating: character, count: frame.width / dots)
    try self.text(TextElement([TextSpan(text)], wraps: false))
  }
}
