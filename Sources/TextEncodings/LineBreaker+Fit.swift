extension LineBreaker {
  /// Where a text stands in columns that it does not fill.
  package enum Alignment: Hashable, Sendable {
    case start
    case center
    case end
  }

  /// The beginning of a line that fits into the columns; what is cut off is marked by an ellipsis if one is wanted and
  /// fits itself. Never splits a cluster.
  package func truncate(_ pieces: [Piece], to columns: Int, ellipsis: Bool = true) -> [Piece] {
    let limit = max(columns, 0)
    let whole = BreakItems(pieces, planner)
    if whole.width <= limit, self.columns(of: pieces) <= limit { return whole.cut(0..<whole.items.count) }
    let mark = ellipsis ? self.mark : ""
    var room = limit
    while room > 0 {
      var count = 0
      var width = 0
      // The ellipsis is as wide as the piece that it ends.
      while count < whole.items.count {
        let item = whole.items[count]
        let markWidth = planner.columns(mark) * Self.factor(pieces[item.piece])
        guard width + item.width + (markWidth <= limit ? markWidth : 0) <= room else { break }
        width += item.width
        count += 1
      }
      guard count > 0 else { return [] }
      while count > 1, !mark.isEmpty, Kinsoku.isSpace(whole.items[count - 1].cell.scalar) { count -= 1 }
      var line = whole.cut(0..<count)
      if let last = line.last, planner.columns(mark) * Self.factor(last) <= limit { line[line.count - 1].text += mark }
      let excess = self.columns(of: line) - limit
      if excess <= 0 { return line }
      room -= excess
    }
    return []
  }

  package func truncate(_ text: String, to columns: Int, ellipsis: Bool = true) -> String {
    Self.text(of: truncate([Piece(text)], to: columns, ellipsis: ellipsis))
  }

  /// The text with spaces round it that fill the columns; as it is if it fills them already.
  package func pad(_ text: String, to columns: Int, _ alignment: Alignment = .start) -> String {
    // More than any paper has is a mistake of the caller.
    let missing = min(columns, 4096) - planner.columns(text)
    guard missing > 0 else { return text }
    let before =
      switch alignment {
      case .start: 0
      case .center: missing / 2
      case .end: missing
      }
    return String(repeating: " ", count: before) + text + String(repeating: " ", count: missing - before)
  }

  /// One character if the printer has it, three dots if it would have to be drawn.
  private var mark: String {
    planner.plan("…").contains { $0.kind == .drawn } ? "..." : "…"
  }
}
