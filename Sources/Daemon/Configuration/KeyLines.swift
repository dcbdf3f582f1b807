/// The line of every key and table header of a TOML file that the parser has accepted; for messages only.
///
/// TOMLKit does not say where a value stands. Keys inside of inline tables have the line of the key that they belong to.
struct KeyLines {
  /// `["device", "[0]", "name"]`
  typealias Path = [String]

  private var lines: [Path: Int] = [:]
  private var bytes: [UInt8]
  private var position = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    var counts: [Path: Int] = [:]
    var table: Path = []
    while skipToStatement() {
      let start = line
      if take("[") {
        let isArray = take("[")
        let path = key(until: "]")
        table = Self.indexed(path, counts, isArray: isArray)
        if isArray {
          counts[table, default: 0] += 1
          table.append("[\(counts[table, default: 1] - 1)]")
        }
        record(table, start)
        skipLine()
      } else {
        record(table + key(until: "="), start)
        skipValue()
      }
    }
    bytes = []
  }

  /// The line of the key, or of the nearest thing around it.
  subscript(path: Path) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = lines[path] { return line }
      path.removeLast()
    }
    return nil
  }

  /// A dotted key makes the tables on its way, too.
  private mutating func record(_ path: Path, _ line: Int) {
    for count in 1...max(1, path.count) {
      let part = Array(path.prefix(count))
      if lines[part] == nil { lines[part] = line }
    }
  }

  /// Puts the index of the latest element behind each part that names an array of tables.
  private static func indexed(_ path: Path, _ counts: [Path: Int], isArray: Bool) -> Path {
    var result: Path = []
    for (index, part) in path.enumerated() {
      result.append(part)
      if isArray, index == path.count - 1 { break }
      if let count = counts[result] { result.append("[\(count - 1)]") }
    }
    return result
  }

  // MARK: Characters

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func advance() {
    if current == 0x0A { line += 1 }
    position += 1
  }

  private mutating func take(_ character: Character) -> Bool {
    guard let byte = current, byte == character.asciiValue else { return false }
    advance()
    return true
  }

  private mutating func skipToStatement() -> Bool {
    while let byte = current {
      switch byte {
      case 0x20, 0x09, 0x0D, 0x0A: advance()
      case UInt8(ascii: "#"): skipLine()
      default: return true
      }
    }
    return false
  }

  private mutating func skipLine() {
    while let byte = current, byte != 0x0A { advance() }
  }

  /// A dotted key up to `end`, which is taken too.
  private mutating func key(until end: Character) -> Path {
    var path: Path = []
    var part: [UInt8] = []
    while let byte = current, byte != 0x0A {
      if take(end) { break }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        let start = position
        skipString()
        part += bytes[start..<position].dropFirst().dropLast()
        continue
      }
      advance()
      switch byte {
      case 0x20, 0x09: break
      case UInt8(ascii: "."):
        path.append(String(decoding: part, as: UTF8.self))
        part = []
      default: part.append(byte)
      }
    }
    path.append(String(decoding: part, as: UTF8.self))
    return path
  }

  private mutating func skipValue() {
    var depth = 0
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        skipString()
        continue
      case UInt8(ascii: "#"):
        skipLine()
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case 0x0A where depth <= 0:
        return
      default: break
      }
      advance()
    }
  }

  /// One of TOML's four kinds of strings, with its quotes.
  private mutating func skipString() {
    guard let quote = current else { return }
    let isLong = bytes[position...].prefix(3).elementsEqual([quote, quote, quote])
    let length = isLong ? 3 : 1
    for _ in 0..<length { advance() }
    while let byte = current {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        advance()
        advance()
      } else if bytes[position...].prefix(length).elementsEqual(repeatElement(quote, count: length)) {
        for _ in 0..<length { advance() }
        // A long string may end with up to two quotes of its own.
        while isLong, current == quote { advance() }
        return
      } else {
        advance()
      }
    }
  }
}
