extension PrinterEmulator {
  enum Feed {
    /// By the line spacing, or by the height of what stands in the line.
    case line
    case dots(Int)
  }

  /// Prints what waits and moves on; an empty line is a line too.
  mutating func printLine(feed: Feed) {
    pictureBefore = 0
    let waiting = line
    line = LineBuffer()
    let advance: Int
    switch feed {
    case .line: advance = max(state.lineSpacing, waiting.height)
    case .dots(let dots): advance = max(dots, waiting.height)
    }
    if page != nil {
      page?.place(waiting, advance: advance)
      return
    }
    let width = waiting.width
    let free = max(0, areaWidth - width)
    let shift = state.alignment == .center ? free / 2 : state.alignment == .right ? free : 0
    let left = leftMargin + shift
    for item in waiting.items {
      let kind = item.style.map { PaperItem.Kind.text(item.text, $0) } ?? item.kind
      guard let kind else { continue }
      if state.isUpsideDown {
        roll.append(
          PaperItem(
            x: left + width - item.x, y: roll.height + item.height, quarterTurns: 2, isRed: item.isRed, kind))
      } else {
        roll.append(
          PaperItem(x: left + item.x, y: roll.height + waiting.height - item.height, isRed: item.isRed, kind))
      }
    }
    lines.add(waiting.reading(indent: left, column: column))
    counters.lines += 1
    advancePaper(advance)
  }

  /// The width of a column in the text rendition.
  var column: Int { max(1, profile.fonts[.a]?.width ?? 12) }

  /// Prints what waits; nothing happens to an empty line.
  mutating func flushLine() {
    if !line.isEmpty { printLine(feed: .line) }
  }

  mutating func advancePaper(_ dots: Int) {
    guard dots > 0 else {
      roll.height = max(lastCut, roll.height + dots)
      return
    }
    roll.height = min(roll.height + dots, 1 << 40)
    counters.dots &+= dots
  }

  /// Feeds only, without a line in the text rendition unless one waits.
  mutating func feed(dots: Int) {
    if page != nil { return printLine(feed: .dots(dots)) }
    if line.isEmpty { advancePaper(dots) } else { printLine(feed: .dots(dots)) }
  }

  mutating func lineFeed() {
    if swallowsLineFeed, line.isEmpty {
      swallowsLineFeed = false
      return
    }
    printLine(feed: .line)
    isAfterLine = true
  }

  /// ESC d.
  mutating func feed(lines count: Int) {
    var count = count
    if page != nil {
      printLine(feed: .dots(count * state.lineSpacing))
      return
    }
    if !line.isEmpty {
      printLine(feed: count == 0 ? .dots(0) : .line)
      count -= 1
    } else if isAfterLine, has(.feedsOneLineLess) {
      // The line that was just ended counts as one.
      count -= 1
    }
    isAfterLine = false
    advancePaper(max(0, count) * state.lineSpacing)
  }

  /// Something that stands on lines of its own.
  mutating func printBlock(
    _ kind: PaperItem.Kind, width: Int, height: Int, reading: String, isRed: Bool = false
  ) {
    let isRed = isRed || state.isRed
    if page != nil {
      line.append(kind, width: width, height: height, reading: reading, isRed: isRed)
      return
    }
    flushLine()
    line.append(kind, width: min(width, areaWidth), height: height, reading: reading, isRed: isRed)
    printLine(feed: .dots(height))
  }

  mutating func cut(_ cut: PrintCommand.Cut, feed: Int?) {
    guard page == nil else { return }
    flushLine()
    let distance = profile.cutterDistance ?? 0
    if let feed { advancePaper(feed + distance) }
    guard !profile.cuts.isEmpty else { return }
    let place = max(lastCut, roll.height - distance)
    roll.append(PaperItem(x: 0, y: place, .cut(cut)))
    lastCut = place
    lines.addCut()
    counters.cuts += 1
    effects.append(.cut(cut))
  }

  mutating func tab() {
    let next = state.tabs.first { $0 > line.x }
    guard let next else { return }
    if next >= areaWidth { printLine(feed: .line) } else { line.x = next }
  }
}
