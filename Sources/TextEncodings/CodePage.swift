/// A single-byte code page: ASCII below 80 but for a few, 128 characters of its own above.
struct CodePage: Hashable, Sendable {
  let name: String
  /// The characters of 80…FF; U+FFFD where the page has none.
  private let upper: [Unicode.Scalar]
  /// What stands below 80 in the place of ASCII.
  let lower: [UInt8: Unicode.Scalar]
  /// Code points with their bytes in the low eight bits, ascending.
  private let bytes: [UInt32]

  init?(_ name: String) {
    guard let (lower, upper) = Self.line(named: name) else { return nil }
    self.name = name
    self.lower = lower
    self.upper = upper
    var bytes: [UInt32] = []
    for (place, scalar) in upper.enumerated() where scalar != "\u{FFFD}" && !scalar.isASCII {
      bytes.append(scalar.value << 8 | UInt32(0x80 + place))
    }
    for (byte, scalar) in lower { bytes.append(scalar.value << 8 | UInt32(byte)) }
    self.bytes = bytes.sorted()
  }

  /// The byte of a character; of two that look the same, the lower one.
  func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      return lower[byte] == nil ? byte : nil
    }
    var low = 0
    var high = bytes.count
    while low < high {
      let middle = (low + high) / 2
      if bytes[middle] >> 8 < scalar.value { low = middle + 1 } else { high = middle }
    }
    guard low < bytes.count, bytes[low] >> 8 == scalar.value else { return nil }
    return UInt8(truncatingIfNeeded: bytes[low])
  }

  func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80 else { return lower[byte] ?? Unicode.Scalar(byte) }
    let place = Int(byte) - 0x80
    return place < upper.count ? upper[place] : "\u{FFFD}"
  }

  static func == (left: CodePage, right: CodePage) -> Bool { left.name == right.name }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension CodePage {
  static let names: [String] = places.sorted { $0.value.lowerBound < $1.value.lowerBound }.map(\.key)

  /// Where in the table the line of each page stands.
  private static let places: [String: Range<Int>] = pages.withUTF8Buffer { bytes in
    var places: [String: Range<Int>] = [:]
    for line in bytes.indices.split(whereSeparator: { bytes[$0] == 0x0A }) {
      guard let tab = line.first(where: { bytes[$0] == 0x09 }) else { continue }
      places[String(decoding: bytes[line.startIndex..<tab], as: UTF8.self)] = tab + 1..<line.endIndex
    }
    return places
  }

  private static func line(named name: String) -> (lower: [UInt8: Unicode.Scalar], upper: [Unicode.Scalar])? {
    guard let place = places[name] else { return nil }
    let scalars = pages.withUTF8Buffer { Array(String(decoding: $0[place], as: UTF8.self).unicodeScalars) }
    guard let tab = scalars.firstIndex(of: "\t") else { return nil }
    var lower: [UInt8: Unicode.Scalar] = [:]
    for index in stride(from: 0, to: tab - 1, by: 2) {
      lower[UInt8(truncatingIfNeeded: scalars[index].value)] = scalars[index + 1]
    }
    return (lower, scalars[(tab + 1)...].map { $0 == "\0" ? "\u{FFFD}" : $0 })
  }
}
