import PosModel

extension Composer {
  mutating func elements(_ elements: [ReceiptElement], inside place: String = "") throws(ReceiptFault) {
    for (index, element) in elements.enumerated() { try self.element(element, at: "\(place)[\(index)]") }
  }

  /// `place` is where it stands in what is around it.
  mutating func element(_ element: ReceiptElement, at place: @autoclosure () -> String) throws(ReceiptFault) {
    let drawn = composition.artwork.count
    do {
      try self.element(element)
    } catch {
      throw error.inside(place())
    }
    if composition.artwork.count > drawn { composition.locate(from: drawn, inside: place()) }
  }

  mutating func element(_ element: ReceiptElement) throws(ReceiptFault) {
    switch element {
    case .text(let element): try text(element)
    case .row(let element): try row(element)
    case .table(let element): try table(element)
    case .rule(let element): try rule(element)
    case .box(let element): try box(element)
    case .barcode(let element): try barcode(element)
    case .symbol(let element): try symbol(element)
    case .image(let element): image(element)
    case .logo(let element): try logo(element)
    case .feed(let element): try feed(element)
    case .cut(let element): cut(element.cut)
    case .drawer(let element): add(.drawer(element.pulse))
    case .beep(let element): add(.beep(times: element.times, duration: element.duration))
    case .page(let element): try page(element)
    case .raw(let element): raw(element)
    }
  }

  private mutating func barcode(_ element: BarcodeElement) throws(ReceiptFault) {
    let command = try command(element.barcode, width: frame.width)
    set(element.align)
    add(command)
    hasPrinted = true
  }

  private mutating func symbol(_ element: SymbolElement) throws(ReceiptFault) {
    let command = try command(element.symbol, width: frame.width)
    set(element.align)
    add(command)
    hasPrinted = true
  }

  mutating func image(_ element: ImageElement) {
    set(element.align)
    add(.picture(artwork: draw(.picture(element.picture(maximumWidth: frame.width, rowHeight: facts.rowHeight)))))
    hasPrinted = true
  }

  private mutating func logo(_ element: LogoElement) throws(ReceiptFault) {
    switch facts.profile.logos {
    case .graphics where element.key.utf8.count == 2: break
    case .numbered where UInt8(element.key).map({ $0 > 0 }) ?? false: break
    case .graphics: throw ReceiptFault("logo", "must be the two characters of a key for \(facts.profile.id)")
    case .numbered: throw ReceiptFault("logo", "must be a number from 1 to 255 for \(facts.profile.id)")
    case .none: throw ReceiptFault("logo", "\(facts.profile.id) stores no logos; use an image")
    }
    set(element.align)
    add(.logo(element.key))
    hasPrinted = true
  }

  private mutating func feed(_ element: FeedElement) throws(ReceiptFault) {
    switch element.unit {
    case .dots: add(.feedDots(element.count))
    case .lines where frame.isPlain: add(.feed(lines: element.count))
    case .lines: for _ in 0..<element.count { try text(TextElement([TextSpan("")])) }
    }
    hasPrinted = true
  }

  mutating func cut(_ cut: PrintCommand.Cut) {
    add(.cut(cut))
    hasCut = true
    hasPrinted = false
  }

  /// Raw bytes meet a printer that is as after ESC @, as far as style and alignment go.
  private mutating func raw(_ element: RawElement) {
    set(TextStyle())
    set(.left)
    add(.raw(element.bytes))
    hasPrinted = true
  }
}
