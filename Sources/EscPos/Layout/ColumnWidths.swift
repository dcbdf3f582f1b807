/// How wide the columns of a row become, in characters of the row's font; kept for its memory.
struct ColumnWidths {
  private(set) var widths: [Int] = []
  private(set) var gap = 0

  /// `content` holds the characters that each column's widest cell takes; `least` is what one double-byte character
  /// needs.
  ///
  /// The sum with the gaps is never over `line`: what is too wide gives way, the widest first. false if there are more
  /// columns than the line has room for.
  mutating func fit(_ columns: [ColumnSpec], line: Int, gap wanted: Int, least: Int, content: [Int]) -> Bool {
    widths.removeAll(keepingCapacity: true)
    gap = wanted * (columns.count - 1) + least * columns.count <= line ? wanted : 0
    let room = line - gap * (columns.count - 1)
    guard least * columns.count <= room else { return false }
    var sum = 0
    var shares = 0
    var sharers = 0
    for index in columns.indices {
      var width = least
      switch columns[index].width {
      case .characters(let count): width = min(max(count, least), line)
      case .content: width = min(max(content[index], least), line)
      case .share(let share):
        shares += max(1, share)
        sharers += 1
      }
      widths.append(width)
      sum += width
    }
    while sum > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > least {
      widths[widest] -= 1
      sum -= 1
    }
    if sharers > 0 { divide(room - sum, among: columns, shares, whole: room - sum + least * sharers, least) }
    return true
  }

  /// What the least widths already gave is divided too, so that equal shares are equal columns; the first takes what
  /// division leaves.
  private mutating func divide(_ rest: Int, among columns: [ColumnSpec], _ shares: Int, whole: Int, _ least: Int) {
    var left = rest
    var first: Int?
    for index in columns.indices {
      guard case .share(let share) = columns[index].width else { continue }
      first = first ?? index
      let more = min(left, max(0, whole * max(1, share) / shares - least))
      widths[index] += more
      left -= more
    }
    if let first { widths[first] += left }
  }
}
