extension GlyphBuffer {
  /// Breaks glyphs into lines no wider than `width`; `wraps` false: what is over is left out.
  func lines(of range: Range<Int>, width: Int, wraps: Bool, into lines: inout [GlyphLine]) {
    var start = range.lowerBound
    for index in range where glyphs[index].kind == .lineEnd {
      paragraph(start..<index, width, wraps, &lines)
      start = index + 1
    }
    if start < range.upperBound || start == range.lowerBound {
      paragraph(start..<range.upperBound, width, wraps, &lines)
    }
  }

  private func paragraph(_ range: Range<Int>, _ width: Int, _ wraps: Bool, _ lines: inout [GlyphLine]) {
    var start = range.lowerBound
    repeat {
      var end = start
      var dots = 0
      var chance: (end: Int, dots: Int)?
      while end < range.upperBound, dots + Int(glyphs[end].dots) <= width {
        if end > start, mayBreak(before: end) { chance = (end, dots) }
        dots += Int(glyphs[end].dots)
        end += 1
      }
      if end < range.upperBound, wraps {
        if isSpace(end) || (end > start && mayBreak(before: end)) {
          chance = (end, dots)
        }
        if let chance, chance.end > start { (end, dots) = chance }
        // A character that is wider than the whole line would never find its place.
        if end == start { end += 1 }
      }
      lines.append(trimmed(GlyphLine(start: start, end: end, dots: dots), isLast: end == range.upperBound))
      start = end
      while wraps, start < range.upperBound, isSpace(start) { start += 1 }
    } while wraps && start < range.upperBound
  }

  private func trimmed(_ line: GlyphLine, isLast: Bool) -> GlyphLine {
    var line = line
    while !isLast, line.end > line.start, isSpace(line.end - 1) {
      line.end -= 1
      line.dots -= Int(glyphs[line.end].dots)
    }
    return line
  }

  private func isSpace(_ index: Int) -> Bool {
    let glyph = glyphs[index]
    return glyph.end - glyph.start == 1 && text[Int(glyph.start)] == 0x20
  }

  /// Between words, and around ideographs, but no closing mark begins a line and no opening mark ends one.
  private func mayBreak(before index: Int) -> Bool {
    let before = scalar(index - 1)
    let after = scalar(index)
    if before == 0x20 { return after != 0x20 }
    if after == 0x20 { return false }
    guard before >= 0x1100 || after >= 0x1100 else { return before == 0x2D && after > 0x39 }
    return !Self.closing.contains(after) && !Self.opening.contains(before)
  }

  private func scalar(_ index: Int) -> UInt32 {
    let glyph = glyphs[index]
    return String(decoding: text[Int(glyph.start)..<Int(glyph.end)], as: UTF8.self).unicodeScalars.first?.value ?? 0
  }

  private static let closing = Set(
    "!%),.:;?]}\"'~¢°’”…‰℃、。〉》」』】〕〗〞々\u{FF01}\u{FF02}\u{FF05}\u{FF07}\u{FF09}\u{FF0C}\u{FF0E}\u{FF1A}\u{FF1B}\u{FF1F}\u{FF3D}\u{FF5D}"
      .unicodeScalars.map(\.value))
  private static let opening = Set(
    "([{$£¥‘“〈《「『【〔〖〝\u{FF04}\u{FF08}\u{FF3B}\u{FF5B}\u{FFE1}\u{FFE5}".unicodeScalars.map(\.value))
}
