extension PrinterEmulator {
  /// `data` is what followed the header of a command with data.
  mutating func execute(_ head: [UInt8], _ data: [UInt8]) {
    guard isSelected || head.starts(with: [0x1B, 0x3D]) else { return }
    switch head[0] {
    case 0x1B: escape(head, data)
    case 0x1C: fileSeparator(head, data)
    case 0x1D: groupSeparator(head, data)
    default: control(head[0])
    }
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x09: tab()
    case 0x0A: lineFeed()
    case 0x0C: printPage(stays: false)
    // On a page alone (Epson ESC/POS, CAN).
    case 0x18:
      guard let page else { break }
      line = LineBuffer()
      if allowance.spend(page.items.count) { self.page?.cancel() }
    default: break
    }
  }

  /// Some that Epson does not know are others' own, and some print their arguments as text.
  mutating func unknownCommand(_ head: [UInt8]) {
    if head == [0x07], profile.buzzer == .bel {
      effects.append(.beep(times: 1, on: .milliseconds(200), off: .milliseconds(0)))
    } else if head == [0x1E], profile.buzzer == .rs {
      effects.append(.beep(times: 1, on: .milliseconds(200), off: .milliseconds(0)))
    } else {
      note(head)
    }
  }

  private mutating func escape(_ head: [UInt8], _ data: [UInt8]) {
    let n = head.count > 2 ? head[2] : 0
    switch head[1] {
    case 0x0C: printPage(stays: true)
    case 0x20: state.spacing = characterSpacing(n)
    case 0x21: selectMode(n)
    case 0x24: moveTo(along(CommandLength.word(head, 2)))
    case 0x25: state.usesUserGlyphs = n & 1 == 1
    case 0x26: defineGlyphs(head, data)
    case 0x28: escapeBlock(head, data)
    case 0x2A: columnImage(head, data)
    case 0x2D: state.underline = n & 0x0F <= 2 ? Int(n & 0x0F) : state.underline
    case 0x32: state.lineSpacing = profile.lineSpacing
    case 0x33: state.lineSpacing = across(Int(n))
    case 0x3D: isSelected = n & 1 == 1
    case 0x3F: userGlyphs[n] = nil
    case 0x40: initialize()
    case 0x42: beep(times: Int(n), Int(head[3]) * 50)
    case 0x43 where has(.escCIsAlarm): beep(times: Int(n), Int(head[3]) * 50)
    case 0x44: setTabs(head)
    case 0x45: state.isBold = n & 1 == 1
    case 0x47: state.isDoubleStrike = n & 1 == 1
    case 0x4A: feedDots(across(Int(n)))
    case 0x4B where has(.escKIsBitmap): columnImage([0x1B, 0x2A, 1, n, head[3]], data)
    case 0x4B: reverse(vertical(Int(n)))
    case 0x4C: beginPage()
    case 0x4D: selectFont(n, head)
    case 0x52: state.international = n
    case 0x53: endPage()
    case 0x54: setPageDirection(n)
    case 0x56: state.isRotated = page == nil && n & 0x0F != 0
    case 0x57 where has(.escWIsScale): state.size = scale(n)
    case 0x57: setPageArea(head)
    case 0x5C: moveBy(Int(Int16(truncatingIfNeeded: CommandLength.word(head, 2))))
    case 0x61: align(n)
    case 0x63: sensors(n, head[3])
    case 0x64: feed(lines: Int(n))
    case 0x65: reverse(Int(n) * state.lineSpacing)
    case 0x69, 0x6D: plainCut()
    case 0x70: pulse(head)
    case 0x72:
      state.isRed = n & 0x0F == 1 && profile.hasRed
      state.isTextRed = state.isRed
      state.isBlank = false
    case 0x74: state.codePage = n
    case 0x75: effects.append(.drawerStatus)
    case 0x76: effects.append(.paperStatus)
    case 0x7B: if page == nil, line.isEmpty { state.isUpsideDown = n & 1 == 1 }
    default: break  // ESC <, U and what sets up slips (C, F, f, q): nothing to see on the roll.
    }
  }

  private mutating func initialize() {
    line = LineBuffer()
    page = nil
    state = startState
    text = freshText
    counter = SerialCounter()
    endRules()
    symbols = SymbolMemory()
    memory.pending = []
    userGlyphs = [:]
    userMultiByteGlyphs = [:]
    pictureBefore = 0
    effects.append(.initialize)
  }

  private mutating func selectMode(_ n: UInt8) {
    state.font = n & 0x01 != 0 ? .b : .a
    state.isBold = n & 0x08 != 0
    state.size = PrintState.Size(width: n & 0x20 != 0 ? 2 : 1, height: n & 0x10 != 0 ? 2 : 1)
    state.underline = n & 0x80 != 0 ? max(1, state.underline) : 0
    if has(.sizesHanziByMode) { state.multiByteSize = state.size }
  }

  private mutating func selectFont(_ n: UInt8, _ head: [UInt8]) {
    switch n {
    case 0, 48: state.font = .a
    case 1, 49: state.font = .b
    case 2, 50: state.font = .c
    default: note(head)  // D, E and the special fonts.
    }
  }

  /// GS !: n from 0 to 7 for each multiplier.
  func scale(_ n: UInt8) -> PrintState.Size {
    PrintState.Size(width: Int(n >> 4 & 7) + 1, height: Int(n & 7) + 1)
  }

  private mutating func moveTo(_ dots: Int) {
    if !line.isEmpty, has(.noMoveInLine) { return }
    if dots <= areaWidth { line.x = dots }
  }

  private mutating func moveBy(_ units: Int) {
    let dots = along(units)
    if dots < 0, has(.noNegativeMove) { return }
    let place = line.x + dots
    if place >= 0, place <= areaWidth { line.x = place }
  }

  private mutating func setTabs(_ head: [UInt8]) {
    let cell = font.width * state.size.width + state.spacing
    var last = 0
    state.tabs = []
    for column in head.dropFirst(2) where Int(column) > last {
      last = Int(column)
      state.tabs.append(last * cell)
    }
  }

  private mutating func feedDots(_ dots: Int) {
    guard !has(.ignoresFeedDots) else { return flushLine() }
    let shortened = max(0, dots - pictureBefore)
    pictureBefore = 0
    feed(dots: shortened)
  }

  private mutating func reverse(_ dots: Int) {
    guard page == nil else { return }
    flushLine()
    advancePaper(-dots)
  }

  private mutating func align(_ n: UInt8) {
    guard page == nil, line.isEmpty else { return }
    switch n {
    case 0, 48: state.alignment = .left
    case 1, 49: state.alignment = .center
    case 2, 50: state.alignment = .right
    default: break
    }
  }

  private mutating func sensors(_ function: UInt8, _ n: UInt8) {
    switch function {
    // On a slip alone: what follows is not on the roll.
    case 0x30: if n & 0x03 == 0 { note([0x1B, 0x63, function, n]) }
    case 0x33: settings.paperEndSignals = n
    case 0x34: settings.paperEndStops = n
    case 0x35: settings.panelIsDisabled = n & 1 == 1
    default: break
    }
  }

  /// ESC i and ESC m.
  private mutating func plainCut() {
    if !line.isEmpty, has(.cutsOnlyAtLineStart) { return }
    cut(.partial, feed: nil)
  }

  private mutating func pulse(_ head: [UInt8]) {
    guard head.count == 5, [0, 1, 48, 49].contains(head[2]) else { return note(head) }
    let on = Int(head[3]) * 2
    effects.append(
      .pulse(
        pin: head[2] & 1 == 0 ? 2 : 5, on: .milliseconds(on), off: .milliseconds(max(on, Int(head[4]) * 2))))
  }

  mutating func beep(times: Int, _ milliseconds: Int, _ pause: Int? = nil) {
    guard times > 0, milliseconds > 0 else { return }
    effects.append(
      .beep(times: times, on: .milliseconds(milliseconds), off: .milliseconds(pause ?? milliseconds)))
  }

  /// ESC ( A: the buzzer. ESC ( Y changes nothing on paper unless it has the whole of a job printed upside down.
  private mutating func escapeBlock(_ head: [UInt8], _ data: [UInt8]) {
    if head[2] == 0x59, data.count == 2, data[1] & 1 == 0 { return }
    guard head[2] == 0x41, let function = data.first else { return note(data: data) }
    switch function {
    case 0x30 where data.count >= 4: beep(times: Int(data[2]), Int(data[3]) * 100)
    case 0x61 where data.count >= 5: beep(times: Int(data[2]), Int(data[3]) * 100, Int(data[4]) * 100)
    case 0x61 where data.count >= 3: beep(times: max(1, Int(data[2])), 200)
    case 0x62, 0x63: break  // When the printer goes offline, or the paper is near its end.
    default: note(data: data)
    }
  }
}
