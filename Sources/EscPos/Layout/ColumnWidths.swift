/// How wide the columns of a row become, in characters of the row's font.
enum ColumnWidths {
  /// `content` gives the characters that a column's widest cell takes; `least` is what one double-byte character needs.
  ///
  /// The sum with the gaps is never over `line`: what is too wide gives way, the widest first. nil if there are more
  /// columns than the line has room for.
  static func fit(
    _ columns: [ColumnSpec], line: Int, gap: Int, least: Int, content: (Int) -> Int
  ) -> (widths: [Int], gap: Int)? {
    let gap = gap * (columns.count - 1) + least * columns.count <= line ? gap : 0
    let room = line - gap * (columns.count - 1)
    guard least * columns.count <= room else { return nil }
    var widths = columns.enumerated().map { index, column in
      switch column.width {
      case .characters(let count): min(max(count, least), line)
      case .content: min(max(content(index), least), line)
      case .share: least
      }
    }
    var sum = widths.reduce(0, +)
    while sum > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > least {
      widths[widest] -= 1
      sum -= 1
    }
    share(columns, room - sum, &widths, least)
    return (widths, gap)
  }

  private static func share(_ columns: [ColumnSpec], _ rest: Int, _ widths: inout [Int], _ least: Int) {
    var shares = 0
    var sharers = 0
    for column in columns {
      guard case .share(let share) = column.width else { continue }
      shares += max(1, share)
      sharers += 1
    }
    guard sharers > 0 else { return }
    // What the least widths already gave is divided too, so that equal shares are equal columns.
    let whole = rest + least * sharers
    var left = rest
    for (index, column) in columns.enumerated() {
      guard case .share(let share) = column.width else { continue }
      let more = min(left, max(0, whole * max(1, share) / shares - least))
      widths[index] += more
      left -= more
    }
    guard left > 0, let last = columns.lastIndex(where: { if case .share = $0.width { true } else { false } }) else {
      return
    }
    widths[columns.firstIndex { if case .share = $0.width { true } else { false } } ?? last] += left
  }
}
