import PosModel

/// Holds a document to `ReceiptLimits` and its numbers to their ranges, counting as it goes down.
struct ReceiptChecker {
  private var count = 0
  private var textBytes = 0
  private var imageBytes = 0
  private var rawBytes = 0

  mutating func elements(_ elements: [ReceiptElement], depth: Int = 0) throws(ReceiptFault) -> [ReceiptElement] {
    var checked = elements
    for index in elements.indices {
      do {
        if let normal = try self.element(elements[index], depth: depth) { checked[index] = normal }
      } catch {
        throw error.inside("[\(index)]")
      }
    }
    return checked
  }

  /// The element as it is to be set, where that is not as it was given.
  mutating func element(_ element: ReceiptElement, depth: Int) throws(ReceiptFault) -> ReceiptElement? {
    try add(1)
    switch element {
    case .text(let text):
      try text.look.check()
      try spans(text.spans, at: "text")
    case .row(let row): try check(row)
    case .table(let table): try check(table)
    case .rule(let rule): try rule.check()
    case .box(let box): return .box(try checked(box, depth: depth))
    case .barcode(let barcode): return .barcode(try barcode.checked())
    case .symbol(let symbol): return .symbol(try symbol.checked())
    case .image(let image):
      try image.check()
      imageBytes += image.file.count
      guard imageBytes <= ReceiptLimits.images else { throw ReceiptFault("image", "the pictures are over 12 MiB") }
    case .logo(let logo): try logo.check()
    case .feed(let feed): try feed.check()
    case .cut: break
    case .drawer(let drawer): try drawer.check()
    case .beep(let beep): try beep.check()
    case .page(let page): return .page(try checked(page))
    case .raw(let raw):
      rawBytes += raw.bytes.count
      guard rawBytes <= ReceiptLimits.raw else { throw ReceiptFault("raw", "the raw bytes are over 1 MiB") }
    }
    return nil
  }

  private mutating func add(_ more: Int) throws(ReceiptFault) {
    count += more
    guard count <= ReceiptLimits.elements else {
      throw ReceiptFault("the receipt has more than \(ReceiptLimits.elements) elements, cells and spans")
    }
  }

  private mutating func spans(_ spans: [TextSpan], at place: String) throws(ReceiptFault) {
    if spans.count > 1 { try add(spans.count) }
    for index in spans.indices {
      textBytes += spans[index].text.utf8.count
      guard textBytes <= ReceiptLimits.text else { throw ReceiptFault(place, "the texts are over 1 MiB") }
      if spans[index].look.isEmpty { continue }
      do {
        try spans[index].look.check(turnsLines: false)
      } catch {
        throw error.inside("\(place)[\(index)]")
      }
    }
  }

  private mutating func check(_ row: RowElement) throws(ReceiptFault) {
    try Self.check(columns: row.cells.count, at: "row")
    try ReceiptFault.check("gap", row.gap, 0...32)
    try row.look.check()
    guard row.cells.count == row.columns.count else { throw ReceiptFault("row", "needs a cell for each column") }
    for index in row.cells.indices {
      do {
        try row.columns[index].check()
        try add(1)
        try spans(row.cells[index].spans, at: "text")
      } catch {
        throw error.inside("row[\(index)]")
      }
    }
  }

  private static func check(columns: Int, at place: String) throws(ReceiptFault) {
    guard 1...ReceiptLimits.columns ~= columns else {
      throw ReceiptFault(place, "has \(columns) columns and must have 1 to \(ReceiptLimits.columns)")
    }
  }

  private mutating func check(_ table: TableElement) throws(ReceiptFault) {
    try ReceiptFault.check("gap", table.gap, 0...32)
    try table.look.check()
    try Self.check(columns: table.columns.count, at: "columns")
    for (index, column) in table.columns.enumerated() {
      do {
        try column.check()
      } catch {
        throw error.inside("columns[\(index)]")
      }
    }
    for number in table.rows.indices {
      let count = table.rows[number].count
      guard count <= table.columns.count else {
        throw ReceiptFault("table[\(number)]", "has \(count) cells for \(table.columns.count) columns")
      }
      try add(count + 1)
      for index in 0..<count {
        do {
          try table.rows[number][index].look.check(turnsLines: false)
          try spans(table.rows[number][index].spans, at: "text")
        } catch {
          throw error.inside("table[\(number)][\(index)]")
        }
      }
    }
  }

  private mutating func checked(_ box: BoxElement, depth: Int) throws(ReceiptFault) -> BoxElement {
    guard depth < ReceiptLimits.nesting else { throw ReceiptFault("box", "boxes are nested too deeply") }
    try ReceiptFault.check("padding", box.padding, 0...8)
    for (index, element) in box.elements.enumerated() where !element.fitsInBox {
      throw ReceiptFault("box[\(index)]", "\(element.name) cannot stand in a box")
    }
    var box = box
    do {
      box.elements = try elements(box.elements, depth: depth + 1)
    } catch {
      throw error.inside("box")
    }
    return box
  }

  private mutating func checked(_ page: PageElement) throws(ReceiptFault) -> PageElement {
    try page.check()
    var page = page
    for (index, item) in page.items.enumerated() {
      guard item.element.fitsInPage else {
        throw ReceiptFault("page[\(index)].element", "\(item.element.name) cannot stand on a page")
      }
      do {
        if let normal = try element(item.element, depth: 0) { page.items[index].element = normal }
      } catch {
        throw error.inside("page[\(index)].element")
      }
    }
    return page
  }
}
