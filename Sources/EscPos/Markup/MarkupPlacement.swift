/// Where the columns of a line stand, in characters.
struct MarkupPlacement {
  /// The columns that are printed, by their number in the line, and their widths.
  var columns: [(index: Int, width: Int)] = []
  /// The print area.
  var left = 0
  var width = 0
  /// Whether there was no room for all columns.
  private(set) var leavesOut = false

  /// Of a line of text with so many columns, on paper with so many characters.
  init(columns count: Int, _ layout: MarkupLayout, paper: Int) {
    let count = max(count, layout.widths?.count ?? 0)
    var wishes: [(index: Int, wish: MarkupLayout.Width)] = []
    let limit = layout.border.columns(on: paper)
    for index in 0..<count {
      let wish = layout.widths.map { $0.count > index ? $0[index] : .characters(0) } ?? .share
      guard wish != .characters(0) else { continue }
      guard wishes.count < limit else {
        leavesOut = true
        break
      }
      wishes.append((index, wish))
    }
    let borders = wishes.isEmpty ? 0 : layout.border.width(columns: wishes.count)
    place(wishes, room: paper - borders, layout, paper)
  }

  /// Of a rule, a picture or a code.
  init(block layout: MarkupLayout, paper: Int) {
    var wish = MarkupLayout.Width.share
    if let widths = layout.widths, !widths.contains(.share) {
      var sum = 0
      var count = 0
      for case .characters(let width) in widths where width > 0 {
        sum += width
        count += 1
      }
      wish = .characters(count == 0 ? 0 : sum + layout.border.width(columns: count))
    }
    place(wish == .characters(0) ? [] : [(0, wish)], room: paper, layout, paper)
  }

  private mutating func place(
    _ wishes: [(index: Int, wish: MarkupLayout.Width)], room: Int, _ layout: MarkupLayout, _ paper: Int
  ) {
    let sharers = wishes.count { $0.wish == .share }
    let fixed = wishes.compactMap { if case .characters(let width) = $0.wish { min(width, paper) } else { nil } }
    let reduced = Self.reduced(fixed, to: room - sharers)
    let free = room - reduced.reduce(0, +)
    var given = reduced.makeIterator()
    var share = 0
    for (index, wish) in wishes {
      if wish == .share {
        columns.append((index, (free + share) / sharers))
        share += 1
      } else {
        columns.append((index, given.next() ?? 0))
      }
    }
    let rest = sharers > 0 ? 0 : max(0, free)
    width = paper - rest
    left =
      switch layout.align {
      case .left: 0
      case .center: rest / 2
      case .right: rest
      }
  }

  /// The widest give way, of those the last ones first, until the sum is no more than `room`.
  private static func reduced(_ widths: [Int], to room: Int) -> [Int] {
    guard widths.reduce(0, +) > room else { return widths }
    func sum(_ most: Int) -> Int { widths.reduce(0) { $0 + min($1, most) } }
    var low = 0
    var high = widths.max() ?? 0
    while high - low > 1 {
      let middle = (low + high) / 2
      if sum(middle) <= room { low = middle } else { high = middle }
    }
    var more = max(0, room - sum(low))
    return widths.map { width in
      guard width > low else { return width }
      defer { more = max(0, more - 1) }
      return more > 0 ? low + 1 : low
    }
  }
}
