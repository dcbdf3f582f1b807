/// Bytes in JSON: base64 (RFC 4648, 4), with padding and without white space.
struct Base64Bytes: Hashable, Sendable {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  init?(text: String) {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count / 4 * 3)
    var group: UInt32 = 0
    var digits = 0
    var padding = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "=") {
        padding += 1
        group <<= 6
      } else {
        guard padding == 0, let digit = Self.digit(byte) else { return nil }
        group = group << 6 | digit
      }
      digits += 1
      guard digits == 4 else { continue }
      guard padding <= 2, padding == 0 || group & (padding == 1 ? 0xFF : 0xFFFF) == 0 else { return nil }
      output.append(UInt8(truncatingIfNeeded: group >> 16))
      if padding < 2 { output.append(UInt8(truncatingIfNeeded: group >> 8)) }
      if padding < 1 { output.append(UInt8(truncatingIfNeeded: group)) }
      (group, digits) = (0, 0)
      if padding > 0 { padding = 3 }
    }
    guard digits == 0 else { return nil }
    bytes = output
  }

  var text: String {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let group = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - part.count))
      for place in 0..<4 {
        let digit = UInt8(truncatingIfNeeded: group >> UInt32(18 - 6 * place) & 63)
        output.append(place > part.count ? UInt8(ascii: "=") : Self.letter(digit))
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func digit(_ letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter) - 48 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  private static func letter(_ digit: UInt8) -> UInt8 {
    switch digit {
    case 0..<26: digit + 65
    case 26..<52: digit - 26 + 97
    case 52..<62: digit - 52 + 48
    case 62: UInt8(ascii: "+")
    default: UInt8(ascii: "/")
    }
  }
}

extension Base64Bytes: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Base64Bytes(text: try container.decode(String.self)) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "must be base64 with padding"))
    }
    self = value
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
