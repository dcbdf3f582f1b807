/// What waits for the end of its line; x from the left margin in dots.
struct LineBuffer: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    var x: Int
    var width: Int
    var height: Int
    /// Text; otherwise `kind` says what it is.
    var style: PaperText?
    var text: String
    var kind: PaperItem.Kind?
    var isRed: Bool
  }

  /// More than fit side by side: a line that is printed over and over.
  static let longest = 2048

  private(set) var items: [Item] = []
  /// Where the next one goes.
  var x = 0
  /// The right end of everything.
  private(set) var width = 0
  private(set) var height = 0

  var isEmpty: Bool { items.isEmpty }

  /// One character behind the others; text of one look becomes one item.
  mutating func append(_ character: String, cells: Int, _ style: PaperText, isRed: Bool, indent: Int = 0) {
    var style = style
    style.cells = cells
    x += indent
    let width = cells * style.cellWidth + style.spacing
    if let last = items.indices.last, items[last].style == style, items[last].x + items[last].width == x,
      items[last].isRed == isRed
    {
      items[last].text += character
      items[last].width += width
    } else {
      items.append(
        Item(x: x, width: width, height: style.cellHeight, style: style, text: character, kind: nil, isRed: isRed))
    }
    moved(width, style.cellHeight)
  }

  /// `reading` is what a person reads in its place.
  mutating func append(_ kind: PaperItem.Kind, width: Int, height: Int, reading: String, isRed: Bool) {
    items.append(Item(x: x, width: width, height: height, style: nil, text: reading, kind: kind, isRed: isRed))
    moved(width, height)
  }

  /// Leaves room without anything in it.
  mutating func skip(width: Int, height: Int) { moved(width, height) }

  private mutating func moved(_ width: Int, _ height: Int) {
    x += width
    self.width = max(self.width, x)
    self.height = max(self.height, height)
  }

  /// The line as a person reads it, `indent` dots from the left in columns of `column` dots.
  func reading(indent: Int, column: Int) -> String {
    Self.reading(items.map { ($0.x + indent, $0.width, $0.text) }, column: column)
  }

  static func reading(_ parts: [(x: Int, width: Int, text: String)], column: Int) -> String {
    var line = ""
    var columns = 0
    var end = 0
    for part in parts.sorted(by: { $0.x < $1.x }) where !part.text.isEmpty {
      let gap = part.x - end
      if gap * 2 >= column {
        let wanted = max((part.x + column / 2) / column - columns, columns == 0 ? 0 : 1)
        line += String(repeating: " ", count: wanted)
        columns += wanted
      }
      line += part.text
      columns += part.text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
      end = max(end, part.x + part.width)
    }
    return line
  }

  /// Characters that printers set in two columns.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
