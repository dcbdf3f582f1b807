import TextEncodings

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
      while end < range.upperBound, dots + Int(glyphs[end].dots) <= width {
        dots += Int(glyphs[end].dots)
        end += 1
      }
      if end < range.upperBound, wraps {
        if let chance = lastBreak(in: start..<end) {
          for glyph in glyphs[chance..<end] { dots -= Int(glyph.dots) }
          end = chance
        }
        // A character that is wider than the whole line would never find its place.
        if end == start { end += 1 }
      }
      lines.append(trimmed(GlyphLine(start: start, end: end, dots: dots), isLast: end == range.upperBound))
      start = end
      while wraps, start < range.upperBound, isSpace(start) { start += 1 }
    } while wraps && start < range.upperBound
  }

  /// The last place where a line of these glyphs may end; nil when there is none behind the first of them.
  private func lastBreak(in line: Range<Int>) -> Int? {
    guard !line.isEmpty else { return nil }
    if isSpace(line.upperBound) { return line.upperBound }
    return stride(from: line.upperBound, to: line.lowerBound, by: -1).first { mayBreak(before: $0) }
  }

  private func trimmed(_ line: GlyphLine, isLast: Bool) -> GlyphLine {
    var line = line
    while !isLast, line.end > line.start, isSpace(line.end - 1) {
      line.end -= 1
      line.dots -= Int(glyphs[line.end].dots)
    }
    return line
  }

  private func isSpace(_ index: Int) -> Bool { Kinsoku.isSpace(scalar(index)) }

  private func mayBreak(before index: Int) -> Bool {
    Kinsoku.mayBreak(
      after: scalar(index - 1), wide: isWide(index - 1), before: scalar(index), wide: isWide(index),
      afterLetter: index > 1 && Kinsoku.isLetter(scalar(index - 2)))
  }

  private func isWide(_ index: Int) -> Bool {
    Int(glyphs[index].dots) > styles[Int(glyphs[index].style)].metrics.narrow
  }

  /// What decides about breaks.
  private func scalar(_ index: Int) -> Unicode.Scalar {
    let glyph = glyphs[index]
    return String(decoding: text[Int(glyph.start)..<Int(glyph.end)], as: UTF8.self).unicodeScalars.first ?? " "
  }
}
