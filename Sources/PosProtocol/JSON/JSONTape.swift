/// A JSON text that was checked once and can be read at any place: one node for each value and each member name.
final class JSONTape {
  struct Node {
    enum Kind: UInt8 {
      case null, yes, no, number, string, array, object
    }

    var kind: Kind
    /// Strings: there are escapes. Numbers: there is a fraction or an exponent.
    var isComplex = false
    /// Offsets of the text from the start of the line; strings without their quotes.
    var start: UInt32
    var end: UInt32
    /// The node after this one and all that is inside it.
    var next: UInt32 = 0
  }

  let text: ArraySlice<UInt8>
  /// In an object names and values take turns.
  let nodes: [Node]

  /// Throws `notJSON` for anything but one JSON text (RFC 8259) in UTF-8.
  init(_ text: ArraySlice<UInt8>) throws(JSONFault) {
    self.text = text
    nodes = try JSONScanner.scan(text.span)
  }

  func bytes(_ node: Int) -> ArraySlice<UInt8> {
    text[(text.startIndex + Int(nodes[node].start))..<(text.startIndex + Int(nodes[node].end))]
  }

  /// The text of a value, as it was written.
  func source(_ node: Int) -> ArraySlice<UInt8> {
    let quote = nodes[node].kind == .string ? 1 : 0
    let start = text.startIndex + Int(nodes[node].start) - quote
    return text[start..<(text.startIndex + Int(nodes[node].end) + quote)]
  }

  /// The string of a string node or a name.
  func string(_ node: Int) -> String {
    let bytes = bytes(node)
    return nodes[node].isComplex ? Self.unescaped(bytes) : String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of a string in which nothing is escaped.
  func plainString(_ node: Int) -> ArraySlice<UInt8>? {
    nodes[node].kind == .string && !nodes[node].isComplex ? bytes(node) : nil
  }

  /// Whether a name is this one.
  func isName(_ node: Int, _ name: String) -> Bool {
    let entry = nodes[node]
    if entry.isComplex { return string(node) == name }
    guard Int(entry.end - entry.start) == name.utf8.count else { return false }
    var place = text.startIndex + Int(entry.start)
    for byte in name.utf8 {
      if text[place] != byte { return false }
      place += 1
    }
    return true
  }

  /// The value of a member; of members with the same name the last one counts, as elsewhere.
  func member(_ name: String, of object: Int) -> Int? {
    let end = Int(nodes[object].next)
    var place = object + 1
    var found: Int?
    while place < end {
      if isName(place, name) { found = place + 1 }
      place = Int(nodes[place + 1].next)
    }
    return found
  }

  func integer<Value: FixedWidthInteger>(_ node: Int, _: Value.Type) -> Value? {
    guard nodes[node].kind == .number else { return nil }
    if nodes[node].isComplex { return double(node).flatMap { Value(exactly: $0) } }
    guard let (magnitude, isNegative) = wholeNumber(nodes[node]) else { return nil }
    guard isNegative else { return Value(exactly: magnitude) }
    return magnitude > Int64.min.magnitude ? nil : Value(exactly: Int64(truncatingIfNeeded: 0 &- magnitude))
  }

  private func wholeNumber(_ entry: Node) -> (magnitude: UInt64, isNegative: Bool)? {
    var place = text.startIndex + Int(entry.start)
    let end = text.startIndex + Int(entry.end)
    let isNegative = text[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    var magnitude: UInt64 = 0
    while place < end {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(text[place] - 0x30))
      if overflow || carry { return nil }
      magnitude = sum
      place += 1
    }
    return (magnitude, isNegative)
  }

  /// nil when it is no number or none that a double can hold.
  func double(_ node: Int) -> Double? {
    guard nodes[node].kind == .number, let value = Double(String(decoding: bytes(node), as: UTF8.self)) else {
      return nil
    }
    return value.isFinite ? value : nil
  }

  /// The scanner has checked the escapes; a lone surrogate becomes U+FFFD.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { unescape($0, into: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  private static func unescape(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
    func append(_ scalar: UInt32) {
      for byte in (Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8 { output.append(byte) }
    }
    var high: UInt32?
    var place = 0
    while place < text.count {
      let isEscape = text[place] == UInt8(ascii: "\\") && place + 1 < text.count
      guard isEscape, text[place + 1] == UInt8(ascii: "u") else {
        if high != nil { append(0xFFFD) }
        high = nil
        output.append(isEscape ? Self.plain(text[place + 1]) : text[place])
        place += isEscape ? 2 : 1
        continue
      }
      var unit: UInt32 = 0
      for digit in text[(place + 2)...].prefix(4) { unit = unit << 4 | UInt32(JSONScanner.hexValue(digit) ?? 0) }
      place += 6
      if let first = high, (0xDC00...0xDFFF).contains(unit) {
        append(0x10000 + (first - 0xD800) << 10 + (unit - 0xDC00))
        high = nil
        continue
      }
      if high != nil { append(0xFFFD) }
      high = (0xD800...0xDBFF).contains(unit) ? unit : nil
      if high == nil { append(unit) }
    }
    if high != nil { append(0xFFFD) }
  }

  private static func plain(_ escape: UInt8) -> UInt8 {
    switch escape {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: escape
    }
  }
}
