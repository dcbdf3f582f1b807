/// Writes values as JSON text straight into one buffer, without a tree in between.
///
/// A container is open until something is written outside of it; so containers must be filled one after the other, as
/// all Codable types do that the compiler writes.
final class JSONWriter {
  private struct Level {
    let isObject: Bool
    var isEmpty = true
  }

  private(set) var output: [UInt8]
  private var levels: [Level] = []
  /// Whether a value has been written since `startValue`.
  private var hasValue = false

  init(_ output: consuming [UInt8]) {
    self.output = output
  }

  // MARK: Containers

  /// The number of containers that are open.
  var depth: Int { levels.count }

  /// Opens a container as the next value; `depth` levels stay open around it. A second one in the same place goes on
  /// with the first.
  func open(object: Bool, at depth: Int) -> Int {
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

  func close(to depth: Int) {
    while levels.count > depth, let level = levels.popLast() {
      output.append(UInt8(ascii: level.isObject ? "}" : "]"))
    }
  }

  /// What comes before a member's value.
  func startMember(_ name: String, at depth: Int) {
    startElement(at: depth)
    write(name)
    output.append(UInt8(ascii: ":"))
  }

  /// What comes before an element.
  func startElement(at depth: Int) {
    close(to: depth)
    if levels[depth - 1].isEmpty {
      levels[depth - 1].isEmpty = false
    } else {
      output.append(UInt8(ascii: ","))
    }
  }

  /// Writes any value as the next one; a type that encodes nothing becomes `{}`.
  func write(_ value: some Encodable, path: JSONPath?, at depth: Int) throws {
    hasValue = false
    try value.encode(to: JSONValueWriter(writer: self, depth: depth, path: path))
    close(to: depth)
    if !hasValue { output.append(contentsOf: Self.emptyObject) }
    hasValue = true
  }

  // MARK: Values

  func writeNull() {
    output.append(contentsOf: Self.null)
    hasValue = true
  }

  func write(_ flag: Bool) {
    output.append(contentsOf: flag ? Self.yes : Self.no)
    hasValue = true
  }

  func write(_ number: some FixedWidthInteger) {
    hasValue = true
    guard number != 0 else { return output.append(0x30) }
    var digits = number.magnitude
    let start = output.count
    while digits > 0 {
      let (quotient, digit) = digits.quotientAndRemainder(dividingBy: 10)
      output.append(0x30 + UInt8(truncatingIfNeeded: digit))
      digits = quotient
    }
    if number < 0 { output.append(UInt8(ascii: "-")) }
    output[start...].reverse()
  }

  /// Throws for what JSON cannot say.
  func write(_ number: Double, path: JSONPath?) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(
        number, EncodingError.Context(codingPath: path?.keys ?? [], debugDescription: "not finite"))
    }
    output.append(contentsOf: number.description.utf8)
    hasValue = true
  }

  func write(_ text: String) {
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

  private func escape(_ byte: UInt8) {
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
  private static let emptyObject = Array("{}".utf8)
  private static let unicodeEscape = Array("u00".utf8)
  private static let hexDigits = Array("0123456789abcdef".utf8)
}
