import PosModel

extension MarkupParser {
  /// A column as it stands in the document, without the white space round it.
  private struct Cell {
    enum Kind { case text, property, wrong }

    var range: Range<Int>
    var align: PrintCommand.Alignment
    var kind: Kind
  }

  mutating func parse(_ range: Range<Int>) throws(PosError) {
    let range = trimmed(range)
    let (cells, isText, count) = cells(range)
    if count > cells.count { warn(range.lowerBound, "only the first \(MarkupLimits.columns) columns are printed") }
    if count == 1, let cell = cells.first {
      return try single(cell)
    }
    guard isText else {
      return warn(
        range.lowerBound,
        "the line is left out: a property stands alone on its line, and braces in text need a backslash")
    }
    try take(text: range)
    try text(cells)
  }

  private mutating func single(_ cell: Cell) throws(PosError) {
    switch cell.kind {
    case .property: try property(cell.range, cell.align)
    case .wrong: warn(cell.range.lowerBound, "the line is left out: braces in text need a backslash")
    case .text:
      if isAll(UInt8(ascii: "-"), cell.range) { return add(.rule) }
      if isAll(UInt8(ascii: "="), cell.range) { return add(.cut) }
      try take(text: cell.range)
      try text([cell])
    }
  }

  private func isAll(_ byte: UInt8, _ range: Range<Int>) -> Bool {
    !range.isEmpty && bytes[range].allSatisfy { $0 == byte }
  }

  private mutating func text(_ cells: [Cell]) throws(PosError) {
    let first = Int32(truncatingIfNeeded: markup.columns.count)
    for cell in cells {
      markup.columns.append(MarkupColumn(align: cell.align, spans: spans(cell.range)))
    }
    add(.text(first..<Int32(truncatingIfNeeded: markup.columns.count)))
  }

  /// The columns of a line, whether all of them are text, and how many there are.
  private func cells(_ line: Range<Int>) -> (cells: [Cell], isText: Bool, count: Int) {
    let pipes = pipes(line)
    var content = line
    // A column is drawn to the pipe that it touches; the outer ends count as if white space stood there.
    var (isDrawnRight, isDrawnLeft) = (false, false)
    if let pipes {
      isDrawnRight = pipes.first > line.lowerBound && !Self.isBlank(bytes[pipes.first - 1])
      isDrawnLeft = pipes.last + 1 < line.upperBound && !Self.isBlank(bytes[pipes.last + 1])
      if pipes.first == line.lowerBound { content = content.lowerBound + 1..<content.upperBound }
      if pipes.last == line.upperBound - 1, !content.isEmpty { content = content.lowerBound..<content.upperBound - 1 }
    }
    var cells: [Cell] = []
    var isText = true
    var count = 0
    var start = content.lowerBound
    while start <= content.upperBound {
      let (end, kind) = cell(start..<content.upperBound)
      let isLast = end == content.upperBound
      count += 1
      isText = isText && kind == .text
      if count <= MarkupLimits.columns {
        let isRight = (start < end && Self.isBlank(bytes[start])) || (count == 1 && isDrawnRight)
        let isLeft = (start < end && Self.isBlank(bytes[end - 1])) || (isLast && isDrawnLeft)
        cells.append(
          Cell(
            range: trimmed(start..<end), align: isRight == isLeft ? .center : isRight ? .right : .left, kind: kind))
      }
      start = end + 1
    }
    return (cells, isText, count)
  }

  private func pipes(_ line: Range<Int>) -> (first: Int, last: Int)? {
    var found: (first: Int, last: Int)?
    var index = line.lowerBound
    while index < line.upperBound {
      if bytes[index] == UInt8(ascii: "|") { found = (found?.first ?? index, index) }
      index = next(index, in: line)
    }
    return found
  }

  /// Up to the next pipe, and what it is.
  private func cell(_ rest: Range<Int>) -> (end: Int, kind: Cell.Kind) {
    var braces = 0
    var last = rest.lowerBound
    var index = rest.lowerBound
    while index < rest.upperBound, bytes[index] != UInt8(ascii: "|") {
      if bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "}") {
        (braces, last) = (braces + 1, index)
      }
      index = next(index, in: rest)
    }
    guard braces > 0 else { return (index, .text) }
    let inner = trimmed(rest.lowerBound..<index)
    let isProperty =
      braces == 2 && bytes[inner.lowerBound] == UInt8(ascii: "{") && last == inner.upperBound - 1
      && bytes[last] == UInt8(ascii: "}")
    return (index, isProperty ? .property : .wrong)
  }
}
