/// GS ( Q: lines and rectangles; what a printer would not draw is listed.
extension PrinterEmulator {
  mutating func drawRules(_ data: [UInt8]) {
    switch (data.first, data.count, page == nil) {
    case (48, 12, false): pageRule(data)
    case (49, 14, false): pageRectangle(data)
    case (50, 9, true): horizontalRule(data)
    case (51, 7, true): verticalRule(data)
    default: note(data: data)
    }
  }

  private func isSecond(_ colour: UInt8) -> Bool { colour == 2 && profile.hasRed }

  /// The corners x1 y1 x2 y2 from `data[1]` on, in dots along and across the direction of writing.
  private func corners(_ data: [UInt8]) -> (x1: Int, y1: Int, x2: Int, y2: Int) {
    (
      along(CommandLength.word(data, 1)), across(CommandLength.word(data, 3)), along(CommandLength.word(data, 5)),
      across(CommandLength.word(data, 7))
    )
  }

  /// 48 x1 y1 x2 y2 c m1 m2. Lines are thickened downwards and to the right, or the other way where they lead back
  /// (Epson, GS ( Q 48); slanting ones are not drawn.
  private mutating func pageRule(_ data: [UInt8]) {
    guard let style = RuleStyle(data[10]) else { return note(data: data) }
    let (x1, y1, x2, y2) = corners(data)
    guard y1 == y2 || x1 == x2 else { return note(data: data) }
    let isRed = isSecond(data[9])
    for place in style.places {
      if y1 == y2 {
        let y = x1 <= x2 ? y1 + place : y1 - place - style.thickness + 1
        page?.fill(
          x: min(x1, x2), y: y, width: abs(x2 - x1) + 1, height: style.thickness, isRed: isRed,
          isRead: place == 0)
      } else {
        let x = y1 <= y2 ? x1 + place : x1 - place - style.thickness + 1
        page?.fill(
          x: x, y: min(y1, y2), width: style.thickness, height: abs(y2 - y1) + 1, isRed: isRed,
          isRead: place == 0)
      }
    }
  }

  /// 49 x1 y1 x2 y2 c m1 m2 m3 m4: two opposite corners; thickened inwards.
  private mutating func pageRectangle(_ data: [UInt8]) {
    guard let style = RuleStyle(data[10]) else { return note(data: data) }
    let (x1, y1, x2, y2) = corners(data)
    let isRed = isSecond(data[9])
    for place in style.places {
      let (left, top) = (min(x1, x2) + place, min(y1, y2) + place)
      let (width, height) = (max(x1, x2) - place - left + 1, max(y1, y2) - place - top + 1)
      guard width > 0, height > 0 else { continue }
      let (across, along) = (min(style.thickness, width), min(style.thickness, height))
      let sides = [
        (left, top, width, along), (left, top + height - along, width, along), (left, top, across, height),
        (left + width - across, top, across, height),
      ]
      for (x, y, width, height) in sides {
        page?.fill(x: x, y: y, width: width, height: height, isRed: isRed, isRead: place == 0)
      }
    }
  }

  /// 50 x1 x2 n c m1 m2: across the paper, which is fed by n.
  private mutating func horizontalRule(_ data: [UInt8]) {
    guard let style = RuleStyle(data[7]) else { return note(data: data) }
    flushLine()
    let ends = [horizontal(CommandLength.word(data, 1)), horizontal(CommandLength.word(data, 3))].sorted()
    let width = min(ends[1] + 1, roll.width) - ends[0]
    if width > 0 {
      for place in style.places {
        roll.append(
          PaperItem(
            x: ends[0], y: roll.height + place, isRed: isSecond(data[6]),
            .rule(width: width, height: style.thickness)))
      }
      let reading = PageBuffer.reading(ruleOf: width, column: column)
      lines.add(LineBuffer.reading([(ends[0], width, reading)], column: column))
    }
    advancePaper(max(style.width, vertical(Int(data[5]))))
  }

  /// 51 x a c m1 m2: begins (1) and ends (0) a line along the paper.
  private mutating func verticalRule(_ data: [UInt8]) {
    let x = horizontal(CommandLength.word(data, 1))
    guard x < roll.width, let style = RuleStyle(data[5]) else { return note(data: data) }
    switch data[3] {
    case 0, 48:
      guard let index = openRules.lastIndex(where: { $0.x == x }) else { return note(data: data) }
      draw(openRules.remove(at: index))
    case 1, 49:
      guard openRules.count < OpenRule.most else { return note(data: data) }
      openRules.append(OpenRule(x: x, y: roll.height, style: style, isRed: isSecond(data[4])))
    default: note(data: data)
    }
  }

  private mutating func draw(_ rule: OpenRule) {
    let height = roll.height - rule.y
    guard height > 0 else { return }
    for place in rule.style.places where rule.x + place < roll.width {
      let width = min(rule.style.thickness, roll.width - rule.x - place)
      roll.append(
        PaperItem(x: rule.x + place, y: rule.y, isRed: rule.isRed, .rule(width: width, height: height)))
    }
  }

  /// Draws those that nobody has ended as far as they have come.
  mutating func endRules() {
    for rule in openRules { draw(rule) }
    openRules = []
  }

  /// GS ( P 48 wxL wxH wyL wyH oxL oxH c: how high pages are from now on; their width is that of the paper.
  mutating func setPrintableArea(_ data: [UInt8]) {
    guard data.count == 8, data[0] == 48, page == nil else { return note(data: data) }
    let height = vertical(CommandLength.word(data, 3))
    if height > 0 { state.pageHeight = min(height, 0xFFFF) }
  }
}
