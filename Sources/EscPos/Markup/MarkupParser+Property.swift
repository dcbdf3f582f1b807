import PosModel

extension MarkupParser {
  /// A value, and where it stands.
  struct Value {
    var range: Range<Int>
    var text: String
  }

  /// `{key: value; …}` alone on its line. The order of the members does not matter; of two with one key the last counts.
  mutating func property(_ range: Range<Int>, _ align: PrintCommand.Alignment) throws(PosError) {
    var members: [String: Value] = [:]
    let inner = range.lowerBound + 1..<range.upperBound - 1
    var start = inner.lowerBound
    while start <= inner.upperBound {
      var end = start
      while end < inner.upperBound, bytes[end] != UInt8(ascii: ";") { end = next(end, in: inner) }
      if let (key, value) = member(trimmed(start..<end)) { members[key] = value }
      start = end + 1
    }
    setLayout(members)
    if let code = members["code"] { try self.code(code, align) }
    if let image = members["image"] { try self.image(image, align) }
    if let command = members["command"] { try self.command(command) }
  }

  private mutating func member(_ range: Range<Int>) -> (String, Value)? {
    guard !range.isEmpty else { return nil }
    var end = range.lowerBound
    while end < range.upperBound, Self.isWord(bytes[end], isFirst: end == range.lowerBound) { end += 1 }
    var colon = end
    while colon < range.upperBound, Self.isBlank(bytes[colon]) { colon += 1 }
    let isMember = end > range.lowerBound && colon < range.upperBound && bytes[colon] == UInt8(ascii: ":")
    let value = isMember ? trimmed(colon + 1..<range.upperBound) : range.upperBound..<range.upperBound
    guard !value.isEmpty else {
      warn(range.lowerBound, "this is not `key: value`, and is ignored")
      return nil
    }
    // No key is as long as the whole value could be.
    let word = String(decoding: bytes[range.lowerBound..<min(end, range.lowerBound + 16)], as: UTF8.self)
    let key = Self.abbreviations[word] ?? word
    guard Self.abbreviations.values.contains(key) else {
      warn(range.lowerBound, "this property does not exist, and is ignored")
      return nil
    }
    guard key != "comment" else { return nil }
    return (key, Value(range: value, text: unescaped(value)))
  }

  private static let abbreviations = [
    "a": "align", "b": "border", "c": "code", "i": "image", "o": "option", "t": "text", "w": "width", "x": "command",
    "_": "comment",
  ]

  private static func isWord(_ byte: UInt8, isFirst: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    case 0x30...0x39: !isFirst
    default: false
    }
  }

  private mutating func unescaped(_ range: Range<Int>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "\\") {
        index = escape(index, range, isText: false, into: &text)
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  // MARK: Pictures, codes, commands

  private mutating func image(_ value: Value, _ align: PrintCommand.Alignment) throws(PosError) {
    try take(image: value.text.utf8.count / 4 * 3, at: value.range.lowerBound)
    // The padding at the end may be missing.
    let padding = String(repeating: "=", count: (4 - value.text.utf8.count & 3) & 3)
    guard let file = Base64Bytes(text: value.text + padding)?.bytes else {
      return warn(value.range.lowerBound, "the image is left out: it is not base64")
    }
    if let fault = PictureFile.fault(file) {
      return warn(value.range.lowerBound, "the image is left out: it \(fault)")
    }
    // The reference lightens the greys by this exponent.
    add(.image(ImageElement(file, align: align, gamma: 1.8)))
  }

  private mutating func code(_ value: Value, _ align: PrintCommand.Alignment) throws(PosError) {
    try take(text: value.range)
    do {
      if var symbol = option.symbol {
        symbol.data = Array(value.text.utf8)
        add(.symbol(SymbolElement(try symbol.checked(), align: align)))
      } else {
        add(.barcode(BarcodeElement(try option.barcode(value.text).checked(), align: align)))
      }
    } catch {
      warn(value.range.lowerBound, "the code is left out: \(error.message)")
    }
  }

  private mutating func command(_ value: Value) throws(PosError) {
    var raw: [UInt8] = []
    for scalar in value.text.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else {
        return warn(value.range.lowerBound, "the command is left out: it holds characters over \\xff")
      }
      raw.append(byte)
    }
    guard !raw.isEmpty else { return }
    try take(raw: raw.count, at: value.range.lowerBound)
    markup.hasCommands = true
    add(.raw(raw))
  }
}
