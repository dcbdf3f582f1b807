import PosModel

/// Decides where everything of a receipt stands on the paper of one kind of printer, and what has to be drawn.
package struct ReceiptLayout: Sendable {
  let facts: PrinterFacts

  package init(profile: PrinterProfile) {
    facts = PrinterFacts(profile)
  }

  init(_ facts: PrinterFacts) {
    self.facts = facts
  }

  package var profile: PrinterProfile { facts.profile }
  private var repertoire: Repertoire { facts.repertoire }

  /// A receipt document. Without any cut in it, it is cut at its end; printers without a cutter feed it past the tear bar.
  ///
  /// Throws where the printer cannot do what is asked, with the JSON path of the element.
  package func compose(
    _ document: ReceiptDocument, marks: PrintMarks = PrintMarks()
  ) throws(PosError) -> Composition {
    var composer = Composer(facts)
    let foot = marks.foot(repertoire)
    do throws(ReceiptFault) {
      try composer.elements(marks.head(repertoire), inside: "marks")
      // What warns at the end stands on the last piece of paper, before its cut.
      let end = foot.isEmpty ? document.elements.count : Self.end(document.elements)
      let elements = document.elements.span
      for index in elements.indices {
        if index == end { try composer.elements(foot, inside: "marks") }
        try composer.element(elements[index], at: "receipt[\(index)]")
      }
      if end == document.elements.count { try composer.elements(foot, inside: "marks") }
    } catch {
      throw error.posError(at: "")
    }
    composer.finish(cuts: !composer.hasCut || (end(foot, document) && composer.hasPrinted))
    return composer.composition
  }

  private func end(_ foot: [ReceiptElement], _ document: ReceiptDocument) -> Bool {
    !foot.isEmpty && Self.end(document.elements) == document.elements.count
  }

  /// Throws where a code of the document has no room on the printer's paper, with the JSON path of the element.
  ///
  /// Cheap where all codes are small ones that stand by themselves, as most do.
  package func checkCodes(of document: ReceiptDocument) throws(PosError) {
    guard document.elements.contains(where: mayBeTooWide) else { return }
    _ = try compose(document)
  }

  private func mayBeTooWide(_ element: ReceiptElement) -> Bool {
    switch element {
    case .barcode(let element): element.barcode.width().map { $0 > facts.dots } ?? true
    case .symbol(let element): element.symbol.width().map { $0 > facts.dots } ?? true
    case .box(let box): box.elements.contains { $0.holdsCode }
    case .page(let page): page.items.contains { $0.element.holdsCode }
    default: false
    }
  }

  /// Plain text: its lines, then feed and cut.
  package func compose(text: String, marks: PrintMarks = PrintMarks(), cut: Bool = true) throws(PosError) -> Composition
  {
    // A line end at the end is the end of the last line, not an empty line.
    var text = Substring(text)
    if text.last?.isNewline == true { text.removeLast() }
    // Each line by itself: most need not be taken apart. By bytes, for characters take much longer; other line ends than
    // LF and CR LF are found where a line is taken apart.
    let lines = text.utf8.split(separator: 0x0A, maxSplits: ReceiptLimits.lines, omittingEmptySubsequences: false)
    return try compose(
      lines.map { ReceiptElement.line(String(Substring($0.last == 0x0D ? $0.dropLast() : $0))) }, marks: marks, cut: cut
    )
  }

  /// A picture (PNG or JPEG file) as wide as it is, at most as the paper, then feed and cut.
  package func compose(
    image: ImageElement, marks: PrintMarks = PrintMarks(), cut: Bool = true
  ) throws(PosError) -> Composition {
    try compose([.image(image)], marks: marks, cut: cut)
  }

  private func compose(_ elements: [ReceiptElement], marks: PrintMarks, cut: Bool) throws(PosError) -> Composition {
    var composer = Composer(facts)
    do {
      try composer.elements(marks.head(repertoire), inside: "marks")
      for element in elements { try composer.element(element) }
      try composer.elements(marks.foot(repertoire), inside: "marks")
    } catch {
      throw error.posError(at: "")
    }
    composer.finish(cuts: cut)
    return composer.composition
  }

  /// The marks alone, to be put before and after bytes that somebody else has made.
  package func compose(marks: PrintMarks) throws(PosError) -> (head: Composition, foot: Composition) {
    var head = Composer(facts)
    var foot = head
    do {
      try head.elements(marks.head(repertoire), inside: "marks")
      try foot.elements(marks.foot(repertoire), inside: "marks")
    } catch {
      throw error.posError(at: "")
    }
    return (head.composition, foot.composition)
  }

  /// The index of the cut that ends the document, or its count.
  private static func end(_ elements: [ReceiptElement]) -> Int {
    for (index, element) in elements.enumerated().reversed() {
      switch element {
      case .cut: return index
      case .drawer, .beep, .feed: continue
      default: return elements.count
      }
    }
    return elements.count
  }
}

extension ReceiptElement {
  fileprivate var holdsCode: Bool {
    switch self {
    case .barcode, .symbol: true
    case .box(let box): box.elements.contains { $0.holdsCode }
    default: false
    }
  }
}

extension Composer {
  /// Cuts, or feeds where nothing cuts.
  mutating func finish(cuts: Bool) {
    guard cuts, hasPrinted else { return }
    if facts.cutsPartial {
      cut(.partial)
    } else if facts.cutsFull {
      cut(.full)
    } else {
      add(.feed(lines: 4))
    }
  }
}
