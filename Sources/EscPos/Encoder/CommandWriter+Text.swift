import TextEncodings

extension CommandWriter {
  mutating func text(_ text: String) {
    guard !text.isEmpty else { return }
    startText()
    if isDoubleByteReady, plainCodes?.encode(text, into: &output) == true { return }
    let isPlain =
      text.utf8.withContiguousStorageIfAvailable { utf8 in
        guard facts.hasPlainASCII else { return false }
        let start = output.count
        let state = (isDoubleByte, doubleByteUnderline, doubleByteSize)
        guard plain(utf8) else {
          output.removeSubrange(start...)
          (isDoubleByte, doubleByteUnderline, doubleByteSize) = state
          return false
        }
        return true
      } ?? false
    if isPlain { return }
    let printable = String(String.UnicodeScalarView(text.unicodeScalars.filter { TextControl($0.value) == nil }))
    for run in facts.repertoire.planner.plan(printable, inForce: inForce) { write(run) }
  }

  mutating func run(_ run: TextPlanner.Run) {
    startText()
    write(run)
  }

  private mutating func startText() {
    if !isLineOpen { flushAlign() }
    flushStyle()
    isLineOpen = true
    isAfterRaster = false
  }

  /// What the planner need not switch to.
  private var inForce: TextPlanner.Run.Kind? {
    isDoubleByte == true ? .multiByte : page.map { .page($0) }
  }

  /// false, and anything written, if the text is more than ASCII and plain East Asian characters.
  private mutating func plain(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < utf8.count {
      let start = index
      while index < utf8.count, utf8[index] &- 0x20 < 0x5F { index += 1 }
      if index > start { output.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index])) }
      guard index < utf8.count else { break }
      if utf8[index] < 0x80 {
        index += 1
        continue
      }
      guard let codes = plainCodes else { return false }
      let first = index
      flushDoubleByteStyle()
      codes.append(utf8, &index, to: &output)
      guard index > first else { return false }
    }
    return true
  }

  private mutating func write(_ run: TextPlanner.Run) {
    switch run.kind {
    case .ascii: break
    case .page(let index): use(page: index)
    case .multiByte:
      if let page = facts.repertoire.kanaPage, run.text.unicodeScalars.contains(where: Self.isHalfWidthKana) {
        return writeKana(run, page)
      }
      flushDoubleByteStyle()
    case .drawn: output.append(contentsOf: repeatElement(UInt8(ascii: "?"), count: min(max(run.columns, 0), 255)))
    }
    facts.repertoire.planner.encode(run, into: &output)
  }

  private static func isHalfWidthKana(_ scalar: Unicode.Scalar) -> Bool { 0xFF61...0xFF9F ~= scalar.value }

  /// Half-width katakana are single bytes in Shift-JIS, which printers take from the page in force (Epson ESC/POS, ESC t).
  private mutating func writeKana(_ run: TextPlanner.Run, _ page: Int) {
    for piece in run.text.flatMap(\.printedPieces) {
      if piece.contains(where: Self.isHalfWidthKana) { use(page: page) } else { flushDoubleByteStyle() }
      facts.repertoire.planner.encode(TextPlanner.Run(.multiByte, String(piece), columns: 0), into: &output)
    }
  }

  /// In double-byte mode the bytes of a page would be halves of characters.
  private mutating func use(page index: Int) {
    guard facts.repertoire.pageNumbers.indices.contains(index) else { return }
    if isDoubleByte != false, facts.repertoire.planner.multiByte != nil {
      put(0x1C, 0x2E)
      isDoubleByte = false
    }
    if page != index {
      put(0x1B, 0x74, facts.repertoire.pageNumbers[index])
      page = index
    }
  }

  mutating func newline() {
    if isAfterRaster, !isLineOpen, facts.quirks.contains(.rasterSwallowsLineFeed) { output.append(0x0A) }
    output.append(0x0A)
    isLineOpen = false
    isAfterRaster = false
  }

  mutating func feed(lines: Int) {
    var rest = min(max(lines, 0), 10_000)
    if rest <= 2 {
      for _ in 0..<rest { newline() }
      return
    }
    if facts.quirks.contains(.feedsOneLineLess), !isAfterRaster { rest += 1 }
    while rest > 0 {
      let part = min(rest, 255)
      put(0x1B, 0x64, UInt8(truncatingIfNeeded: part))
      rest -= part
    }
    isLineOpen = false
    isAfterRaster = false
  }

  mutating func feed(dots: Int) {
    let dots = min(max(dots, 0), 100_000)
    if facts.quirks.contains(.ignoresFeedDots) || (isAfterRaster && facts.quirks.contains(.rasterShortensFeed)) {
      let line = max(1, spacing ?? facts.profile.lineSpacing)
      return feed(lines: (dots + line - 1) / line)
    }
    var rest = dots
    while rest > 0 {
      let part = min(rest, 255)
      put(0x1B, 0x4A, UInt8(truncatingIfNeeded: part))
      rest -= part
    }
    if dots > 0 { isLineOpen = false }
  }

  /// ESC 3 or ESC 2.
  mutating func writeSpacing() {
    guard let spacing else {
      put(0x1B, 0x32)
      return
    }
    put(0x1B, 0x33, UInt8(truncatingIfNeeded: min(max(spacing, 0), 255)))
  }
}
