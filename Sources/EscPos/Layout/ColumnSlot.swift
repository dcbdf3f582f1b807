/// A column of rows on its place; lists of them are kept for their memory.
struct ColumnSlot {
  let column: ColumnSpec
  /// What the column gives to its cells.
  let style: TextStyle
  let metrics: TypeMetrics
  /// What its widest cell takes, in characters of the row's font; only of a column that is as wide as that.
  var content = 0
  /// Its width in characters of the row's font.
  var characters = 0
  /// Its left edge and its width in dots.
  var x = 0
  var width = 0
  /// What its cell in the row at hand takes, in dots.
  var dots = 0

  /// The place of a line of these dots; nil: aligned as the column.
  @inline(__always)
  func start(of dots: Int, _ align: PrintCommand.Alignment?) -> Int {
    switch align ?? column.align {
    case .left: x
    case .center: x + max(0, width - dots) / 2
    case .right: x + max(0, width - dots)
    }
  }
}

extension [ColumnSlot] {
  /// Decides how wide the columns become, in characters; `least` is what one double-byte character needs.
  ///
  /// The sum with the gaps is never over `line`: what is too wide gives way, the widest first. nil if there are more
  /// columns than the line has room for; otherwise the gap, which is left out where it has no room.
  mutating func fit(line: Int, gap wanted: Int, least: Int) -> Int? {
    let gap = wanted * (count - 1) + least * count <= line ? wanted : 0
    let room = line - gap * (count - 1)
    guard least * count <= room else { return nil }
    var sum = 0
    var shares = 0
    var sharers = 0
    for index in indices {
      var width = least
      switch self[index].column.width {
      case .characters(let count): width = Swift.min(Swift.max(count, least), line)
      case .content: width = Swift.min(Swift.max(self[index].content, least), line)
      case .share(let share):
        shares += Swift.max(1, share)
        sharers += 1
      }
      self[index].characters = width
      sum += width
    }
    while sum > room, let widest = indices.max(by: { self[$0].characters < self[$1].characters }),
      self[widest].characters > least
    {
      self[widest].characters -= 1
      sum -= 1
    }
    if sharers > 0 { divide(room - sum, shares, whole: room - sum + least * sharers, least) }
    return gap
  }

  /// What the least widths already gave is divided too, so that equal shares are equal columns; the first takes what
  /// division leaves.
  private mutating func divide(_ rest: Int, _ shares: Int, whole: Int, _ least: Int) {
    var left = rest
    var first: Int?
    for index in indices {
      guard case .share(let share) = self[index].column.width else { continue }
      first = first ?? index
      let more = Swift.min(left, Swift.max(0, whole * Swift.max(1, share) / shares - least))
      self[index].characters += more
      left -= more
    }
    if let first { self[first].characters += left }
  }
}
