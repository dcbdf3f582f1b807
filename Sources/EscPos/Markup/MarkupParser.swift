import PosModel

/// Takes a markup document apart, line by line.
struct MarkupParser {
  let bytes: [UInt8]
  var markup = Markup()
  var layout = MarkupLayout()
  var option = MarkupCodeOption()
  /// Of the line that is being read: its number, and where it begins.
  var line = 0
  var lineStart = 0
  /// A place in that line, and its column.
  private var counted = (offset: 0, column: 1)
  private var textBytes = 0
  private var imageBytes = 0
  private var rawBytes = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func parse() throws(PosError) -> Markup {
    // The byte order mark is no text.
    lineStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var isLast = false
    while !isLast {
      var end = lineStart
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      line += 1
      guard line <= MarkupLimits.lines else { throw fault(lineStart, "more than \(MarkupLimits.lines) lines") }
      try parse(lineStart..<end)
      isLast = end == bytes.count
      lineStart = bytes[end...].starts(with: [0x0D, 0x0A]) ? end + 2 : end + 1
    }
    return markup
  }

  mutating func add(_ kind: MarkupLine.Kind) {
    if markup.layouts.last != layout { markup.layouts.append(layout) }
    markup.lines.append(
      MarkupLine(
        kind: kind, layout: Int32(truncatingIfNeeded: markup.layouts.count - 1),
        number: Int32(truncatingIfNeeded: line)))
  }

  // MARK: Limits

  mutating func take(text: Range<Int>) throws(PosError) {
    textBytes += text.count
    guard textBytes <= ReceiptLimits.text else { throw fault(text.lowerBound, "the texts are over 1 MiB") }
  }

  mutating func take(image: Int, at offset: Int) throws(PosError) {
    imageBytes += image
    guard imageBytes <= ReceiptLimits.images else { throw fault(offset, "the pictures are over 12 MiB") }
  }

  mutating func take(raw: Int, at offset: Int) throws(PosError) {
    rawBytes += raw
    guard rawBytes <= ReceiptLimits.raw else { throw fault(offset, "the commands are over 1 MiB") }
  }

  mutating func fault(_ offset: Int, _ why: String) -> PosError {
    PosError(
      .illegal, "markup: line \(line), column \(column(offset)): \(why)", remedy: "split it into several receipts")
  }

  mutating func warn(_ offset: Int, _ message: String) {
    guard markup.warnings.count < MarkupLimits.warnings else { return }
    markup.warn(line, column(offset), message)
  }

  /// In scalars, from 1. What was counted before is not counted again.
  private mutating func column(_ offset: Int) -> Int {
    let offset = min(offset, bytes.count)
    if counted.offset < lineStart || counted.offset > offset { counted = (lineStart, 1) }
    guard offset > counted.offset else { return counted.column }
    counted.column += bytes[counted.offset..<offset].count { $0 & 0xC0 != 0x80 }
    counted.offset = offset
    return counted.column
  }

  // MARK: What both text and properties are made of

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Where the character ends that starts here: a backslash takes one of `\ { | } ;` with it.
  func next(_ index: Int, in range: Range<Int>) -> Int {
    guard bytes[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound else { return index + 1 }
    return Self.quotable(bytes[index + 1]) ? index + 2 : index + 1
  }

  private static func quotable(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: ";"): true
    default: false
    }
  }
}
