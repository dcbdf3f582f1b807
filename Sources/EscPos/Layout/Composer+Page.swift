import PosModel

extension Composer {
  mutating func page(_ page: PageElement) throws(ReceiptFault) {
    guard facts.profile.hasPageMode else { return try pageInLines(page) }
    let width = min(page.width ?? facts.profile.dots, facts.profile.dots)
    var inner = Composer(facts)
    inner.composition = Composition(artwork: composition.artwork)
    inner.composition.codes = composition.codes
    inner.composition.places = composition.places
    inner.composition.narrow = composition.narrow
    for (index, item) in page.items.enumerated() {
      let drawn = inner.composition.artwork.count
      do {
        let isUpright = page.direction == .leftToRight || page.direction == .rightToLeft
        try inner.item(item, room: (isUpright ? width : page.height) - item.x)
      } catch {
        throw error.inside("page[\(index)].element")
      }
      inner.composition.locate(from: drawn, inside: "page[\(index)].element")
    }
    composition.artwork = inner.composition.artwork
    composition.codes = inner.composition.codes
    composition.places = inner.composition.places
    composition.narrow = inner.composition.narrow
    set(TextStyle())
    set(.left)
    add(.page(width: width, height: page.height, direction: page.direction, inner.composition.commands))
    hasPrinted = true
  }

  /// `room`: from the item to the end of the page; a code that is wider a printer leaves out.
  private mutating func item(_ item: PageElement.Item, room: Int) throws(ReceiptFault) {
    add(.moveDown(dots: item.y))
    add(.moveTo(dots: item.x))
    switch item.element {
    case .text(let text): lines(text, item, max(24, room))
    case .barcode(let barcode): add(try command(barcode.barcode, width: room))
    case .symbol(let symbol): add(try command(symbol.symbol, width: room))
    case .image(let image):
      add(.picture(artwork: draw(.picture(image.picture(maximumWidth: max(24, room), rowHeight: facts.rowHeight)))))
    default: throw ReceiptFault("cannot stand on a page")
    }
  }

  /// Each line on a place of its own, since a line end would go back to the page's left edge.
  private mutating func lines(_ text: TextElement, _ item: PageElement.Item, _ room: Int) {
    let base = Self.unturned(text.look.applied(to: TextStyle()))
    glyphs.removeAll()
    for span in text.spans {
      let (style, metrics) = fitted(Self.unturned(span.look.applied(to: base)), to: room)
      glyphs.append(span.text, style, metrics, facts.repertoire)
    }
    lines.removeAll(keepingCapacity: true)
    glyphs.lines(of: 0..<glyphs.glyphs.count, width: room, wraps: text.wraps, into: &lines)
    var y = item.y
    for (number, line) in lines.enumerated() {
      let indent =
        switch text.align {
        case .left: 0
        case .center: max(0, room - line.dots) / 2
        case .right: max(0, room - line.dots)
        }
      if number > 0 {
        // What it stands on is below its tallest character.
        let own = glyphs.glyphs[line.start..<line.end].reduce(0) {
          max($0, glyphs.styles[Int($1.style)].metrics.height)
        }
        y += max(facts.profile.lineSpacing, own > 0 ? own : TypeMetrics(base, fonts).height)
        add(.moveDown(dots: y))
      }
      if number > 0 || indent > 0 { add(.moveTo(dots: item.x + indent)) }
      let isDrawn = mustBeDrawn(line)
      builder.start(isDrawn: isDrawn)
      put(line)
      if let parts = builder.parts { add(.drawnLine(parts, isUpsideDown: false)) } else { flushText() }
    }
  }

  /// ESC V and ESC { mean nothing in page mode: a page has its own direction (Epson ESC/POS).
  private static func unturned(_ style: TextStyle) -> TextStyle {
    var style = style
    (style.isRotated, style.isUpsideDown) = (false, false)
    return style
  }

  /// For printers without page mode: one after the other, from top to bottom.
  private mutating func pageInLines(_ page: PageElement) throws(ReceiptFault) {
    for (index, item) in page.items.enumerated().sorted(by: {
      ($0.element.y, $0.element.x) < ($1.element.y, $1.element.x)
    }) {
      try element(item.element, at: "page[\(index)].element")
    }
  }
}
