/// Page mode: what waits for FF, in dots of the paper from the top left of the printable area.
struct PageBuffer: Hashable, Sendable {
  struct Placed: Hashable, Sendable {
    var item: PaperItem
    var width: Int
    var reading: String
    /// The row of the text rendition, as seen in the direction of writing.
    var row: Int
    var column: Int
    var area: Int
  }

  static let longest = 4096
  /// The printable area of a page that nobody has set, in dots.
  static let usualHeight = 831

  private(set) var items: [Placed] = []
  private(set) var direction = PageDirection.leftToRight
  private(set) var left = 0
  private(set) var top = 0
  private(set) var width: Int
  private(set) var height: Int
  /// The bottom of all areas: how far FF feeds.
  private(set) var bottom = 0
  /// The baseline, in dots along the feed of the direction.
  private(set) var y: Int
  private let firstLine: Int
  private var areas = 0
  private let rollWidth: Int
  private let pageHeight: Int
  /// The width of a column in the text rendition.
  private let column: Int
  /// More was placed than a page holds.
  private(set) var isOverfull = false

  init(width: Int, height: Int = usualHeight, firstLine: Int, column: Int) {
    rollWidth = width
    pageHeight = height
    self.width = width
    self.height = height
    self.firstLine = firstLine
    self.column = column
    y = firstLine
  }

  /// Whether lines run across the paper.
  var isAcross: Bool { direction == .leftToRight || direction == .rightToLeft }

  /// How long a line is in the direction of writing.
  var lineLength: Int { max(1, isAcross ? width : height) }

  private var lineRoom: Int { max(1, isAcross ? height : width) }

  /// ESC W.
  mutating func setArea(_ area: PrintState.PageArea) {
    guard area.left < rollWidth, area.width > 0, area.height > 0 else { return }
    left = area.left
    top = area.top
    width = min(area.width, rollWidth - area.left)
    height = area.height
    bottom = max(bottom, area.top + area.height)
    restart()
  }

  mutating func setDirection(_ direction: PageDirection) {
    self.direction = direction
    restart()
  }

  private mutating func restart() {
    y = firstLine
    areas += 1
  }

  /// GS $ and GS \.
  mutating func move(to y: Int) { self.y = max(0, min(y, 0xFFFF)) }

  /// CAN: forgets what stands in this area.
  mutating func cancel() {
    let (left, top, right, bottom) = (left, top, left + width, top + height)
    items.removeAll { placed in
      // The corner that things are turned around is behind their last dot where they lead back.
      let turns = placed.item.quarterTurns
      let x = placed.item.x - (turns == 1 || turns == 2 ? 1 : 0)
      let y = placed.item.y - (turns == 2 || turns == 3 ? 1 : 0)
      return (left..<right).contains(x) && (top..<bottom).contains(y)
    }
    y = firstLine
  }

  mutating func place(_ line: LineBuffer, advance: Int) {
    for waiting in line.items {
      guard let kind = waiting.style.map({ PaperItem.Kind.text(waiting.text, $0) }) ?? waiting.kind else { continue }
      guard items.count < Self.longest else {
        isOverfull = true
        break
      }
      let (x, y) = point(waiting.x, y - waiting.height)
      items.append(
        Placed(
          item: PaperItem(x: x, y: y, quarterTurns: turns, isRed: waiting.isRed, kind), width: waiting.width,
          reading: waiting.text, row: self.y, column: waiting.x, area: areas))
    }
    y = min(y + advance, 0xFFFF)
  }

  /// Black dots from `x`, `y` on, along and across the direction of writing; what lies outside of the area is left out.
  ///
  /// `isRead`: whether it stands in the text rendition where it runs across the paper.
  mutating func fill(x: Int, y: Int, width: Int, height: Int, isRed: Bool, isRead: Bool) {
    let (right, bottom) = (min(x + width, lineLength), min(y + height, lineRoom))
    let (x, y) = (max(0, x), max(0, y))
    let (long, high) = (right - x, bottom - y)
    guard long > 0, high > 0 else { return }
    guard items.count < Self.longest else {
      isOverfull = true
      return
    }
    let place: (x: Int, y: Int) =
      switch direction {
      case .leftToRight: (left + x, top + y)
      case .bottomToTop: (left + y, top + self.height - right)
      case .rightToLeft: (left + self.width - right, top + self.height - bottom)
      case .topToBottom: (left + self.width - bottom, top + x)
      }
    let size = isAcross ? (width: long, height: high) : (width: high, height: long)
    // Seen from the top of the paper like everything that is not turned.
    items.append(
      Placed(
        item: PaperItem(x: place.x, y: place.y, isRed: isRed, .rule(width: size.width, height: size.height)),
        width: size.width,
        reading: isRead && size.height <= 8 ? Self.reading(ruleOf: size.width, column: column) : "",
        row: place.y, column: place.x, area: areas))
  }

  /// A line across the paper as a person reads it: nothing where it is shorter than two columns.
  static func reading(ruleOf width: Int, column: Int) -> String {
    width < 2 * column ? "" : String(repeating: "─", count: width / max(1, column))
  }

  private var turns: Int {
    switch direction {
    case .leftToRight: 0
    case .bottomToTop: 3
    case .rightToLeft: 2
    case .topToBottom: 1
    }
  }

  private func point(_ x: Int, _ y: Int) -> (Int, Int) {
    switch direction {
    case .leftToRight: (left + x, top + y)
    case .bottomToTop: (left + y, top + height - x)
    case .rightToLeft: (left + width - x, top + height - y)
    case .topToBottom: (left + width - y, top + x)
    }
  }

  /// How far the paper is fed when the page is printed.
  var feed: Int { max(bottom, bottom == 0 ? pageHeight : 0) }

  /// The lines that a person reads, from the top of each area.
  func readings(column: Int) -> [String] {
    let ordered = items.filter { !$0.reading.isEmpty }.sorted { ($0.top, $0.area, $0.row) < ($1.top, $1.area, $1.row) }
    var lines: [String] = []
    var start = 0
    while start < ordered.count {
      let first = ordered[start]
      var end = start
      while end < ordered.count, ordered[end].key == first.key { end += 1 }
      let parts = ordered[start..<end].map { ($0.item.quarterTurns == 0 ? $0.item.x : $0.column, $0.width, $0.reading) }
      lines.append(LineBuffer.reading(parts, column: column))
      start = end
    }
    return lines
  }
}

extension PageBuffer.Placed {
  /// Where the line stands that it belongs to.
  fileprivate var top: Int { item.quarterTurns == 0 ? item.y + height : 1 << 20 }

  /// Lines of one height that are read from left to right are one line, whatever their area.
  fileprivate var key: [Int] {
    if case .rule = item.kind { return [top, 0] }
    return item.quarterTurns == 0 ? [top] : [area, row, item.quarterTurns]
  }

  private var height: Int {
    switch item.kind {
    case .text(_, let style): style.cellHeight
    case .bitmap(let bitmap, _, let scale): bitmap.height * scale
    case .barcode(let barcode): barcode.height
    case .rule(_, let height): height
    case .symbol, .cut: 0
    }
  }
}
