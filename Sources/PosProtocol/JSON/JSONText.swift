/// JSON text that grows at its end: values, and the containers that are open around them.
struct JSONText {
  private struct Level {
    let isObject: Bool
    var isEmpty = true
  }

  private(set) var output: [UInt8]
  private var levels: [Level] = []
  /// Whether something has been written since it was last set to false.
  var hasValue = false

  init(_ output: consuming [UInt8]) {
    self.output = output
  }

  // MARK: Containers

  /// Opens a container as the next value; `depth` levels stay open around it. A second one in the same place goes on
  /// with the first.
  mutating func open(object: Bool, at depth: Int) -> Int {
    if levels.count > depth, levels[depth].isObject == object {
      close(to: depth + 1)
      return depth + 1
    }
    close(to: depth)
    output.append(UInt8(ascii: object ? "{" : "["))
    levels.append(Level(isObject: object))
    hasValue = true
    return levels.count
  }

  mutating func close(to depth: Int) {
    while levels.count > depth, let level = levels.popLast() {
      output.append(UInt8(ascii: level.isObject ? "}" : "]"))
    }
  }

  /// What comes before a member's value.
  mutating func startMember(_ name: String, at depth: Int) {
    startElement(at: depth)
    write(name)
    output.append(UInt8(ascii: ":"))
  }

  /// What comes before an element.
  mutating func startElement(at depth: Int) {
    close(to: depth)
    if levels[depth - 1].isEmpty {
      levels[depth - 1].isEmpty = false
    } else {
      output.append(UInt8(ascii: ","))
    }
  }

  // MARK: Values

  mutating func writeEmptyObject() {
    output.append(UInt8(ascii: "{"))
    output.append(UInt8(ascii: "}"))
  }

  mutating func writeNull() {
    output.append(contentsOf: Self.null)
    hasValue = true
  }

  mutating func write(_ flag: Bool) {
    output.append(contentsOf: flag ? Self.yes : Self.no)
    hasValue = true
  }

  mutating func write(_ number: Int64) {
    if number < 0 { output.append(UInt8(ascii: "-")) }
    write(number.magnitude)
  }

  mutating func write(_ number: UInt64) {
    hasValue = true
    var digits = number
    let start = output.count
    repeat {
      output.append(0x30 + UInt8(truncatingIfNeeded: digits % 10))
      digits /= 10
    } while digits > 0
    output[start...].reverse()
  }

  /// The number must be finite.
  mutating func write(_ number: Double) {
    output.append(contentsOf: number.description.utf8)
    hasValue = true
  }

  /// JSON text on one line.
  mutating func write(source: String) {
    hasValue = true
    output.append(contentsOf: source.utf8)
  }

  mutating func write(_ text: String) {
    hasValue = true
    output.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices where bytes[index] < 0x20 || bytes[index] == 0x22 || bytes[index] == 0x5C {
        output.append(contentsOf: bytes[start..<index])
        escape(bytes[index])
        start = index + 1
      }
      output.append(contentsOf: bytes[start...])
    }
    output.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x22, 0x5C: output.append(byte)
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    case 0x09: output.append(UInt8(ascii: "t"))
    default:
      output.append(contentsOf: Self.unicodeEscape)
      output.append(0x30 + byte >> 4)
      output.append(Self.hexDigits[Int(byte & 15)])
    }
  }

  private static let null = Array("null".utf8)
  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)
  private static let unicodeEscape = Array("u00".utf8)
  private static let hexDigits = Array("0123456789abcdef".utf8)
}
