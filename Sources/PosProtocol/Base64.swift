/// Bytes that travel as base64 (RFC 4648, 4, with padding).
package struct Base64: Hashable, Sendable {
  package var bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package var text: String {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let left = bytes.count - index
      let group =
        UInt32(bytes[index]) << 16 | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
        | (left > 2 ? UInt32(bytes[index + 2]) : 0)
      output.append(Self.alphabet[Int(group >> 18 & 63)])
      output.append(Self.alphabet[Int(group >> 12 & 63)])
      output.append(left > 1 ? Self.alphabet[Int(group >> 6 & 63)] : Self.padding)
      output.append(left > 2 ? Self.alphabet[Int(group & 63)] : Self.padding)
      index += 3
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// nil for anything but padded base64 without white space.
  package init?(text: String) {
    self.init(ascii: Array(text.utf8)[...])
  }

  init?(ascii: ArraySlice<UInt8>) {
    let decoded = ascii.withUnsafeBufferPointer { Self.decoded($0.span) }
    guard let decoded else { return nil }
    bytes = decoded
  }

  private static func decoded(_ input: Span<UInt8>) -> [UInt8]? {
    guard input.count % 4 == 0 else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(input.count / 4 * 3)
    var index = 0
    while index < input.count {
      let isLast = index + 4 == input.count
      let padded = isLast ? (input[index + 3] == Self.padding ? (input[index + 2] == Self.padding ? 2 : 1) : 0) : 0
      var group: UInt32 = 0
      for offset in 0..<4 {
        let value: UInt8
        if offset >= 4 - padded {
          value = 0
        } else {
          value = Self.values[Int(input[index + offset])]
          guard value < 64 else { return nil }
        }
        group = group << 6 | UInt32(value)
      }
      // The bits below the last byte must be zero, so that each value has one spelling.
      if padded == 2 && group & 0xFFFF != 0 || padded == 1 && group & 0xFF != 0 { return nil }
      output.append(UInt8(truncatingIfNeeded: group >> 16))
      if padded < 2 { output.append(UInt8(truncatingIfNeeded: group >> 8)) }
      if padded < 1 { output.append(UInt8(truncatingIfNeeded: group)) }
      index += 4
    }
    return output
  }

  private static let padding = UInt8(ascii: "=")
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()
}

extension Base64: Codable {
  package init(from decoder: any Decoder) throws {
    // A picture of megabytes is read where it stands.
    if let reader = decoder as? JSONReader, let ascii = reader.tape.plainString(reader.node),
      let value = Base64(ascii: ascii)
    {
      self = value
      return
    }
    let container = try decoder.singleValueContainer()
    guard let value = Base64(text: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "base64 with padding is expected")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
