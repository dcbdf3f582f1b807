/// One line of the control socket: a verb, a device name and options `key=value`.
///
/// Words are separated by one space; in values `%XX` is a byte in hex.
struct Command {
  var verb: String
  /// The words without `=` after the verb.
  var words: [String] = []
  private var values: [String: [UInt8]] = [:]

  init(_ line: some Collection<UInt8>) throws(SimulatorError) {
    verb = ""
    for part in line.split(separator: 0x20) {
      if verb.isEmpty {
        verb = String(decoding: part, as: UTF8.self)
      } else if let equals = part.firstIndex(of: 0x3D) {
        let key = String(decoding: part[..<equals], as: UTF8.self)
        values[key] = try Self.unescape(part[part.index(after: equals)...])
      } else {
        words.append(String(decoding: part, as: UTF8.self))
      }
    }
  }

  subscript(key: String) -> String? { values[key].map { String(decoding: $0, as: UTF8.self) } }

  func bytes(_ key: String) -> [UInt8]? { values[key] }

  func number(_ key: String) throws(SimulatorError) -> Int? {
    guard let text = self[key] else { return nil }
    guard let number = Int(text), number >= 0 else { throw SimulatorError("\(key) is not a number") }
    return number
  }

  func hexadecimal(_ key: String) throws(SimulatorError) -> UInt16? {
    guard let text = self[key] else { return nil }
    guard let number = UInt16(text, radix: 16) else { throw SimulatorError("\(key) is not a hex number") }
    return number
  }

  private static func unescape(_ text: some Collection<UInt8>) throws(SimulatorError) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        result.append(byte)
        continue
      }
      guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        throw SimulatorError("% needs two hex digits")
      }
      result.append(value)
      rest = rest.dropFirst(2)
    }
    return result
  }
}
