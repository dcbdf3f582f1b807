/// The clusters of one paragraph with their widths, to be cut into lines.
struct BreakItems {
  struct Item {
    var piece: Int
    var cell: TextPlanner.Cell
    /// Columns by width factor.
    var width: Int
    var isWide: Bool
  }

  private let pieces: [LineBreaker.Piece]
  private let planner: TextPlanner
  private(set) var items: [Item] = []
  /// Whether a character may be one column wide in one line and two in another.
  private let depends: Bool

  init(_ pieces: [LineBreaker.Piece], _ planner: TextPlanner) {
    self.planner = planner
    var own: [LineBreaker.Piece] = []
    var items: [Item] = []
    var hasPage = false
    for (index, piece) in pieces.enumerated() {
      var piece = piece
      let factor = LineBreaker.factor(piece)
      piece.text.withUTF8 { utf8 in
        let cells = planner.cells(utf8)
        if items.isEmpty { items.reserveCapacity(cells.count) }
        for cell in cells {
          if case .page = cell.kind { hasPage = true }
          let isEmoji = cell.kind == .drawn && cell.columns == 2
          let isWide = isEmoji || DrawnWidth.isWide(cell.scalar) || 0xFF66...0xFF9D ~= cell.scalar.value
          items.append(Item(piece: index, cell: cell, width: cell.columns * factor, isWide: isWide))
        }
      }
      own.append(piece)
    }
    self.pieces = own
    self.items = items
    depends = hasPage && planner.multiByte != nil
  }

  var width: Int { items.reduce(0) { $0 + $1.width } }

  /// At least one line, each as wide as the columns allow.
  func lines(columns: Int) -> [[LineBreaker.Piece]] {
    var lines: [[LineBreaker.Piece]] = []
    var start = 0
    repeat {
      var limit = columns
      var (end, next) = lineEnd(from: start, limit: limit)
      var line = cut(start..<end)
      // Set by itself a line may need another encoding than in its paragraph, and so more columns.
      while depends, end > start + 1, limit > 1 {
        let excess = LineBreaker(planner).columns(of: line) - columns
        guard excess > 0 else { break }
        limit -= excess
        (end, next) = lineEnd(from: start, limit: max(limit, 1))
        line = cut(start..<end)
      }
      lines.append(line)
      start = next
    } while start < items.count
    return lines
  }

  /// The end of the line that starts here without its last spaces, and the start of the next one.
  private func lineEnd(from start: Int, limit: Int) -> (end: Int, next: Int) {
    var width = 0
    var index = start
    while index < items.count, width + items[index].width <= limit || Kinsoku.isSpace(items[index].cell.scalar) {
      width += items[index].width
      index += 1
    }
    if index == items.count, width <= limit { return (index, index) }
    // Spaces that hang over the end are no reason for a break before the last word.
    var next = index == items.count ? index : lastBreak(from: start, to: index) ?? max(index, start + 1)
    while next < items.count, items[next].width == 0 { next += 1 }
    var end = next
    while end > start, Kinsoku.isSpace(items[end - 1].cell.scalar) { end -= 1 }
    return (end, next)
  }

  private func lastBreak(from start: Int, to end: Int) -> Int? {
    var index = end
    while index > start {
      if mayBreak(at: index) { return index }
      index -= 1
    }
    return nil
  }

  private func mayBreak(at index: Int) -> Bool {
    let left = items[index - 1]
    let right = items[index]
    return Kinsoku.mayBreak(
      after: left.cell.scalar, wide: left.isWide, before: right.cell.scalar, wide: right.isWide,
      afterLetter: index > 1 && Kinsoku.isLetter(items[index - 2].cell.scalar))
  }

  /// The pieces of a range of clusters.
  func cut(_ range: Range<Int>) -> [LineBreaker.Piece] {
    var line: [LineBreaker.Piece] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let index = items[start].piece
      var end = start + 1
      while end < range.upperBound, items[end].piece == index { end += 1 }
      var piece = pieces[index]
      piece.text = text(of: start..<end, in: piece.text)
      line.append(piece)
      start = end
    }
    return line
  }

  private func text(of range: Range<Int>, in text: String) -> String {
    var text = text
    return text.withUTF8 { utf8 in
      let first = items[range.lowerBound].cell.start
      let last = items[range.upperBound - 1].cell.end
      return isWhole(range)
        ? String(decoding: utf8[first..<last], as: UTF8.self)
        : String(decoding: range.flatMap { utf8[items[$0].cell.start..<items[$0].cell.end] }, as: UTF8.self)
    }
  }

  /// Whether nothing invisible was left out between the clusters.
  private func isWhole(_ range: Range<Int>) -> Bool {
    range.dropFirst().allSatisfy { items[$0].cell.start == items[$0 - 1].cell.end }
  }
}
