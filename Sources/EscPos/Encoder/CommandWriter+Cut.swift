import PosModel

extension CommandWriter {
  /// Ends the line, feeds what was printed past the cutter and cuts; without a cutter it feeds past the tear bar.
  mutating func cut(_ wish: PrintCommand.Cut) {
    endRawPage()
    if isLineOpen { newline() }
    isAfterRaster = false
    guard facts.cutsFull || facts.cutsPartial else { return feed(lines: 4) }
    let isFull = wish == .full ? facts.cutsFull : !facts.cutsPartial
    if facts.quirks.contains(.ignoresFeedToPartialCut) {
      feedToCutter()
      output += [0x1D, 0x56, isFull ? 0 : 1]
    } else {
      output += [0x1D, 0x56, isFull ? 65 : 66, 0]
    }
  }

  private mutating func feedToCutter() {
    let line = max(1, spacing ?? facts.profile.lineSpacing)
    feed(lines: ((facts.profile.cutterDistance ?? 120) + line - 1) / line)
  }

  mutating func beep(_ times: Int, _ duration: Duration) {
    let times = UInt8(truncatingIfNeeded: min(max(times, 1), 9))
    func units(_ milliseconds: Int, _ range: ClosedRange<Int>) -> UInt8 {
      let count = (duration.wholeMilliseconds + milliseconds - 1) / milliseconds
      return UInt8(truncatingIfNeeded: min(max(count, range.lowerBound), range.upperBound))
    }
    switch facts.profile.buzzer {
    case .escB:
      // Its longest beep is 450 ms: what shall last longer is several, at most 9.
      let longest = 9 * 50
      let parts = min(max((duration.wholeMilliseconds + longest - 1) / longest, 1), 9)
      output += [0x1B, 0x42, UInt8(truncatingIfNeeded: min(Int(times) * parts, 9)), units(50, 1...9)]
    case .escParenA:
      let length = units(100, 1...255)
      output += [0x1B, 0x28, 0x41, 5, 0, 0x61, 0x64, times, length, length]
    case .escParenAExternal: output += [0x1B, 0x28, 0x41, 4, 0, 0x30, 0x37, times, units(100, 1...255)]
    case .bel: for _ in 0..<times { output.append(0x07) }
    case .rs: for _ in 0..<times { output.append(0x1E) }
    case .none: break
    }
  }

  /// ESC L, the area, the direction, what stands on the page, FF.
  mutating func page(
    _ width: Int, _ height: Int, _ direction: PageDirection, _ commands: [PrintCommand]
  ) throws(PosError) {
    guard !isOnPage else { throw PosError(.illegal, "a page cannot stand on a page") }
    endRawPage()
    startLine()
    output += [0x1B, 0x4C, 0x1B, 0x57, 0, 0, 0, 0] + word(width) + word(height)
    let corner: UInt8 =
      switch direction {
      case .leftToRight: 0
      case .bottomToTop: 1
      case .rightToLeft: 2
      case .topToBottom: 3
      }
    output += [0x1B, 0x54, corner]
    isOnPage = true
    pagePlace = (0, 0)
    let outside = (wanted, wantedAlign)
    for command in commands { try write(command) }
    (wanted, wantedAlign) = outside
    output.append(0x0C)
    isOnPage = false
    isLineOpen = false
  }
}
