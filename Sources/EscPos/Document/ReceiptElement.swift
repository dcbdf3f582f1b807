import PosModel

/// One thing on a receipt, named in JSON by the member that holds it.
package indirect enum ReceiptElement: Hashable, Sendable {
  case text(TextElement)
  case row(RowElement)
  case table(TableElement)
  case rule(RuleElement)
  case box(BoxElement)
  case barcode(BarcodeElement)
  case symbol(SymbolElement)
  case image(ImageElement)
  case logo(LogoElement)
  case feed(FeedElement)
  case cut(CutElement)
  case drawer(DrawerElement)
  case beep(BeepElement)
  case page(PageElement)
  case raw(RawElement)
}

extension ReceiptElement {
  /// The members that name elements, in the order in which they are looked for.
  static let names = [
    "text", "row", "table", "rule", "box", "barcode", "code2D", "image", "logo", "feed", "cut", "drawer", "beep",
    "page", "raw",
  ]

  /// Its naming member.
  package var name: String {
    switch self {
    case .text: "text"
    case .row: "row"
    case .table: "table"
    case .rule: "rule"
    case .box: "box"
    case .barcode: "barcode"
    case .symbol: "code2D"
    case .image: "image"
    case .logo: "logo"
    case .feed: "feed"
    case .cut: "cut"
    case .drawer: "drawer"
    case .beep: "beep"
    case .page: "page"
    case .raw: "raw"
    }
  }

  var fitsInBox: Bool {
    switch self {
    case .text, .row, .table, .rule, .box, .barcode, .symbol, .image, .logo, .feed: true
    case .cut, .drawer, .beep, .page, .raw: false
    }
  }

  var fitsInPage: Bool {
    switch self {
    case .text, .barcode, .symbol, .image: true
    default: false
    }
  }

  /// A line of plain text.
  package static func line(_ text: String, align: PrintCommand.Alignment = .left) -> ReceiptElement {
    .text(TextElement([TextSpan(text)], align: align))
  }
}

extension ReceiptElement: Codable, TreeDecodable {
  package init(_ decoder: any TreeDecoder) throws {
    if let line = try decoder.text() {
      self = .line(line)
      return
    }
    let reader = try MemberReader(decoder)
    var known: String?
    for name in Self.names where known == nil && reader.has(name) { known = name }
    guard let name = known else {
      let advice = reader.names.first.map { Spelling.advice($0, among: Self.names) }
      throw decoder.wrong("names no element; \(advice ?? "known are \(Self.names.joined(separator: ", "))")")
    }
    self =
      switch name {
      case "text": .text(try TextElement(reader))
      case "row": .row(try RowElement(reader))
      case "table": .table(try TableElement(reader))
      case "rule": .rule(try RuleElement(from: decoder))
      case "box": .box(try BoxElement(from: decoder))
      case "barcode": .barcode(try BarcodeElement(from: decoder))
      case "code2D": .symbol(try SymbolElement(from: decoder))
      case "image": .image(try ImageElement(from: decoder))
      case "logo": .logo(try LogoElement(from: decoder))
      case "feed": .feed(try FeedElement(from: decoder))
      case "cut": .cut(try CutElement(from: decoder))
      case "drawer": .drawer(try DrawerElement(from: decoder))
      case "beep": .beep(try BeepElement(from: decoder))
      case "page": .page(try PageElement(from: decoder))
      default: .raw(try RawElement(from: decoder))
      }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let element): try element.encode(to: encoder)
    case .row(let element): try element.encode(to: encoder)
    case .table(let element): try element.encode(to: encoder)
    case .rule(let element): try element.encode(to: encoder)
    case .box(let element): try element.encode(to: encoder)
    case .barcode(let element): try element.encode(to: encoder)
    case .symbol(let element): try element.encode(to: encoder)
    case .image(let element): try element.encode(to: encoder)
    case .logo(let element): try element.encode(to: encoder)
    case .feed(let element): try element.encode(to: encoder)
    case .cut(let element): try element.encode(to: encoder)
    case .drawer(let element): try element.encode(to: encoder)
    case .beep(let element): try element.encode(to: encoder)
    case .page(let element): try element.encode(to: encoder)
    case .raw(let element): try element.encode(to: encoder)
    }
  }
}
