/// Checks a JSON text (RFC 8259) byte by byte and notes where each value is.
struct JSONScanner {
  /// Deeper nesting is refused.
  static let depthLimit = 512
  /// More values than this in one text are refused: a text of 16 MiB could hold eight million.
  static let nodeLimit = 1_000_000

  private var place = 0
  private var nodes: [JSONTape.Node] = []

  static func scan(_ text: Span<UInt8>) throws(JSONFault) -> [JSONTape.Node] {
    guard text.count < Int(UInt32.max) else { throw .notJSON }
    var scanner = JSONScanner()
    // A value in ten bytes, as texts of programs have them; never much memory before there are values.
    scanner.nodes.reserveCapacity(max(16, min(text.count / 10, 4_096)))
    scanner.skipSpace(text)
    try scanner.value(text, depth: 0)
    scanner.skipSpace(text)
    guard scanner.place == text.count else { throw .notJSON }
    return scanner.nodes
  }

  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  private mutating func skipSpace(_ text: Span<UInt8>) {
    while place < text.count {
      switch text[place] {
      case 0x20, 0x09, 0x0A, 0x0D: place += 1
      default: return
      }
    }
  }

  private mutating func value(_ text: Span<UInt8>, depth: Int) throws(JSONFault) {
    guard place < text.count, nodes.count < Self.nodeLimit else { throw .notJSON }
    switch text[place] {
    case UInt8(ascii: "{"): try object(text, depth: depth + 1)
    case UInt8(ascii: "["): try array(text, depth: depth + 1)
    case UInt8(ascii: "\""): try string(text)
    case UInt8(ascii: "t"): try word(text, "true", .yes)
    case UInt8(ascii: "f"): try word(text, "false", .no)
    case UInt8(ascii: "n"): try word(text, "null", .null)
    default: try number(text)
    }
  }

  private mutating func open(_ kind: JSONTape.Node.Kind, depth: Int) throws(JSONFault) -> Int {
    guard depth <= Self.depthLimit else { throw .notJSON }
    nodes.append(JSONTape.Node(kind: kind, start: UInt32(place), end: UInt32(place)))
    place += 1
    return nodes.count - 1
  }

  private mutating func close(_ node: Int) {
    place += 1
    nodes[node].end = UInt32(place)
    nodes[node].next = UInt32(nodes.count)
  }

  private mutating func object(_ text: Span<UInt8>, depth: Int) throws(JSONFault) {
    let node = try open(.object, depth: depth)
    skipSpace(text)
    if place < text.count, text[place] == UInt8(ascii: "}") { return close(node) }
    while true {
      skipSpace(text)
      guard place < text.count, text[place] == UInt8(ascii: "\"") else { throw .notJSON }
      try string(text)
      skipSpace(text)
      guard place < text.count, text[place] == UInt8(ascii: ":") else { throw .notJSON }
      place += 1
      skipSpace(text)
      try value(text, depth: depth)
      skipSpace(text)
      guard place < text.count else { throw .notJSON }
      if text[place] == UInt8(ascii: "}") { return close(node) }
      guard text[place] == UInt8(ascii: ",") else { throw .notJSON }
      place += 1
    }
  }

  private mutating func array(_ text: Span<UInt8>, depth: Int) throws(JSONFault) {
    let node = try open(.array, depth: depth)
    skipSpace(text)
    if place < text.count, text[place] == UInt8(ascii: "]") { return close(node) }
    while true {
      skipSpace(text)
      try value(text, depth: depth)
      skipSpace(text)
      guard place < text.count else { throw .notJSON }
      if text[place] == UInt8(ascii: "]") { return close(node) }
      guard text[place] == UInt8(ascii: ",") else { throw .notJSON }
      place += 1
    }
  }

  private mutating func add(_ kind: JSONTape.Node.Kind, from start: Int, to end: Int, isComplex: Bool = false) {
    nodes.append(
      JSONTape.Node(
        kind: kind, isComplex: isComplex, start: UInt32(start), end: UInt32(end), next: UInt32(nodes.count + 1)))
  }

  private mutating func word(
    _ text: Span<UInt8>, _ word: StaticString, _ kind: JSONTape.Node.Kind
  ) throws(JSONFault) {
    let length = word.utf8CodeUnitCount
    guard place + length <= text.count else { throw .notJSON }
    for offset in 0..<length where text[place + offset] != word.utf8Start[offset] { throw .notJSON }
    add(kind, from: place, to: place + length)
    place += length
  }

  private mutating func number(_ text: Span<UInt8>) throws(JSONFault) {
    let start = place
    if text[place] == UInt8(ascii: "-") { place += 1 }
    let first = place
    guard digits(text) > 0, text[first] != UInt8(ascii: "0") || place == first + 1 else { throw .notJSON }
    var isComplex = false
    if place < text.count, text[place] == UInt8(ascii: ".") {
      place += 1
      isComplex = true
      guard digits(text) > 0 else { throw .notJSON }
    }
    if place < text.count, text[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      isComplex = true
      if place < text.count, text[place] == UInt8(ascii: "+") || text[place] == UInt8(ascii: "-") { place += 1 }
      guard digits(text) > 0 else { throw .notJSON }
    }
    add(.number, from: start, to: place, isComplex: isComplex)
  }

  private mutating func digits(_ text: Span<UInt8>) -> Int {
    let start = place
    while place < text.count, text[place] &- 0x30 < 10 { place += 1 }
    return place - start
  }

  private mutating func string(_ text: Span<UInt8>) throws(JSONFault) {
    place += 1
    let start = place
    var isComplex = false
    while place < text.count {
      let byte = text[place]
      if byte == UInt8(ascii: "\"") {
        add(.string, from: start, to: place, isComplex: isComplex)
        place += 1
        return
      }
      if byte == UInt8(ascii: "\\") {
        isComplex = true
        try escape(text)
      } else if byte < 0x20 {
        throw .notJSON
      } else if byte < 0x80 {
        place += 1
      } else {
        try multiByte(text)
      }
    }
    throw .notJSON
  }

  private mutating func escape(_ text: Span<UInt8>) throws(JSONFault) {
    guard place + 1 < text.count else { throw .notJSON }
    switch text[place + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      place += 2
    case UInt8(ascii: "u"):
      guard place + 5 < text.count else { throw .notJSON }
      for offset in 2...5 where Self.hexValue(text[place + offset]) == nil { throw .notJSON }
      place += 6
    default: throw .notJSON
    }
  }

  /// Well-formed UTF-8 only (Unicode, table 3-7).
  private mutating func multiByte(_ text: Span<UInt8>) throws(JSONFault) {
    let second: ClosedRange<UInt8>
    let length: Int
    switch text[place] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE, 0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw .notJSON
    }
    guard place + length <= text.count, second.contains(text[place + 1]) else { throw .notJSON }
    for offset in 2..<max(2, length) where text[place + offset] & 0xC0 != 0x80 { throw .notJSON }
    place += length
  }
}
