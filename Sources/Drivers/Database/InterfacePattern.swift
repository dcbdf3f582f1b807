/// Which USB interfaces are meant: class, then subclass and protocol where they matter.
package struct InterfacePattern: Hashable, Sendable, CustomStringConvertible {
  package var classCode: UInt8
  package var subclass: UInt8?
  package var `protocol`: UInt8?

  package init(_ classCode: UInt8, _ subclass: UInt8? = nil, _ protocol: UInt8? = nil) {
    self.classCode = classCode
    self.subclass = subclass
    self.protocol = `protocol`
  }

  /// Reads `03/01/01`, `07/01/*` or `07`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let first = Self.byte(parts[0]) else { return nil }
    var rest: [UInt8?] = [nil, nil]
    for (index, part) in parts.dropFirst().enumerated() where part != "*" {
      guard let byte = Self.byte(part) else { return nil }
      rest[index] = byte
    }
    self.init(first, rest[0], rest[1])
  }

  private static func byte(_ text: Substring) -> UInt8? {
    guard text.utf8.count == 2, text.allSatisfy(\.isHexDigit) else { return nil }
    return UInt8(text, radix: 16)
  }

  package func matches(class classCode: UInt8, subclass: UInt8, protocol: UInt8) -> Bool {
    classCode == self.classCode && subclass == self.subclass ?? subclass && `protocol` == self.protocol ?? `protocol`
  }

  /// `07/01/*`.
  package var description: String {
    [classCode, subclass, `protocol`].map { $0.map { hex($0, digits: 2) } ?? "*" }.joined(separator: "/")
  }
}

/// Lower-case hexadecimal with leading zeros.
package func hex(_ value: some BinaryInteger, digits: Int) -> String {
  let text = String(value, radix: 16)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
