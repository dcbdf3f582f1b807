import PosModel

extension ReceiptLayout {
  /// A receipt in ReceiptLine markup, cut at its end. What is ignored on any printer is in `Markup.warnings`, what does
  /// not fit on the paper of this one is appended to `warnings`.
  ///
  /// Throws only where a limit is exceeded, with line and column.
  package func compose(
    markup: Markup, marks: PrintMarks = PrintMarks(), warnings: inout [MarkupWarning]
  ) throws(PosError) -> Composition {
    var document = MarkupComposer(markup, Composer(facts))
    try document.add(marks.head(facts.repertoire))
    let foot = marks.foot(facts.repertoire)
    let lines = markup.printed
    // What warns at the end stands on the last piece of paper, before its cut.
    let end = (lines.lastIndex { $0.prints }).map { $0 + 1 } ?? 0
    for line in lines[..<end] { try document.add(line) }
    if let last = lines[..<end].last { try document.endRules(last) }
    try document.add(foot)
    for line in lines[end...] { try document.add(line) }
    document.composer.finish(cuts: true)
    warnings += document.warnings
    return document.composer.composition
  }

  package func compose(markup: Markup, marks: PrintMarks = PrintMarks()) throws(PosError) -> Composition {
    var warnings: [MarkupWarning] = []
    return try compose(markup: markup, marks: marks, warnings: &warnings)
  }

  package func compose(markup text: String, marks: PrintMarks = PrintMarks()) throws(PosError) -> Composition {
    try compose(markup: try Markup(text), marks: marks)
  }
}

extension Markup {
  /// The lines, but without the empty one that a line end behind the last cut makes.
  fileprivate var printed: ArraySlice<MarkupLine> {
    if lines.count > 1, lines[lines.count - 2].kind == .cut, case .text(let range) = lines[lines.count - 1].kind,
      range.count == 1, columns[Int(range.lowerBound)].spans.isEmpty
    {
      return lines.dropLast()
    }
    return lines[...]
  }
}

extension MarkupComposer {
  fileprivate mutating func add(_ marks: [ReceiptElement]) throws(PosError) {
    do {
      try composer.elements(marks, inside: "marks")
    } catch {
      throw error.posError(at: "")
    }
  }
}
