extension PrinterEmulator {
  /// ESC L.
  mutating func beginPage() {
    guard page == nil, !has(.ignoresPageMode) else { return }
    flushLine()
    page = PageBuffer(
      width: roll.width, height: state.pageHeight ?? PageBuffer.usualHeight, firstLine: max(1, font.height),
      column: column)
    state.switchMode()
    if let area = state.pageArea { page?.setArea(area) }
    page?.setDirection(state.pageDirection)
  }

  /// ESC S: forgets the page.
  mutating func endPage() {
    guard page != nil else { return }
    leavePage()
    line = LineBuffer()
  }

  mutating func leavePage() {
    guard page != nil else { return }
    page = nil
    state.switchMode()
  }

  /// FF ends page mode afterwards, ESC FF stays in it and keeps what stands in the page.
  mutating func printPage(stays: Bool) {
    guard page != nil else { return }
    if !line.isEmpty { printLine(feed: .line) }
    guard let printed = page else { return }
    // The same page may be printed over and over with two bytes each.
    guard allowance.spend(printed.items.count * 4) else { return note([0x1B, 0x0C]) }
    if printed.isOverfull { note([0x1B, 0x0C]) }
    for placed in printed.items {
      var item = placed.item
      item.y += roll.height
      roll.append(item)
    }
    for reading in printed.readings(column: column) { lines.add(reading) }
    if !stays { leavePage() }
    advancePaper(printed.feed)
  }

  mutating func setPageArea(_ command: [UInt8]) {
    let (left, top) = (horizontal(CommandLength.word(command, 2)), vertical(CommandLength.word(command, 4)))
    let (width, height) = (horizontal(CommandLength.word(command, 6)), vertical(CommandLength.word(command, 8)))
    let area = PrintState.PageArea(left: left, top: top, width: width, height: height)
    guard page != nil else {
      state.pageArea = area
      return
    }
    page?.setArea(area)
    line = LineBuffer()
  }

  /// In standard mode it is kept for the next page.
  mutating func setPageDirection(_ number: UInt8) {
    let all: [PageDirection] = [.leftToRight, .bottomToTop, .rightToLeft, .topToBottom]
    let place = Int(number & 0x0F)
    guard place < all.count else { return }
    guard page != nil else {
      state.pageDirection = all[place]
      return
    }
    if !line.isEmpty { printLine(feed: .line) }
    page?.setDirection(all[place])
  }

  /// GS $ and GS \: what has been written so far stays on its line.
  mutating func movePage(_ value: Int, isRelative: Bool) {
    guard let current = page else { return }
    let x = line.x
    if !line.isEmpty { printLine(feed: .dots(0)) }
    let y = isRelative ? current.y + across(value) : across(value)
    page?.move(to: y)
    line.x = x
  }

  /// A number of horizontal motion units (GS P) in dots.
  func horizontal(_ value: Int) -> Int {
    state.horizontalUnit == 0 ? value : value * profile.dpi / state.horizontalUnit
  }

  /// ESC SP and FS S; at most 255 dots whatever the unit.
  func characterSpacing(_ value: UInt8) -> Int { min(along(Int(value)), 255) }

  func vertical(_ value: Int) -> Int {
    state.verticalUnit == 0 ? value : value * profile.dpi / state.verticalUnit
  }

  /// The unit along the line that is written: in page mode the lines may run along the paper.
  func along(_ value: Int) -> Int { page?.isAcross ?? true ? horizontal(value) : vertical(value) }

  func across(_ value: Int) -> Int { page?.isAcross ?? true ? vertical(value) : horizontal(value) }
}
