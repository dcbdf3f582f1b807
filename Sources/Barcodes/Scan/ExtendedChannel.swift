import TextEncodings

/// Extended channel interpretations: the number in `\nnnnnn` says in which character set the bytes after it are
/// (AIM ECI specification, part 3; the register of character sets).
package enum ExtendedChannel {
  /// The text, or nil if the number names no character set, or the bytes are none of it.
  static func decode(_ bytes: ArraySlice<UInt8>, _ number: Int) -> (text: String, charset: String)? {
    switch number {
    case 1, 3: return (latin1(bytes), "iso8859-1")
    case 26: return String(validating: bytes, as: UTF8.self).map { ($0, "utf-8") }
    case 27, 170: return bytes.allSatisfy { $0 < 0x80 } ? (latin1(bytes), "ascii") : nil
    case 25: return wide(bytes, 2, bigEndian: true).map { ($0, "utf-16be") }
    case 33: return wide(bytes, 2, bigEndian: false).map { ($0, "utf-16le") }
    case 34: return wide(bytes, 4, bigEndian: true).map { ($0, "utf-32be") }
    case 35: return wide(bytes, 4, bigEndian: false).map { ($0, "utf-32le") }
    default:
      guard let name = name(number), let text = TextEncoding.named(name)?.decode(bytes), !text.contains("\u{FFFD}")
      else { return nil }
      return (text, name)
    }
  }

  /// The encoding's name in TextEncodings.
  static func name(_ number: Int) -> String? {
    switch number {
    case 0, 2: "cp437"
    case 4...13: "iso8859-\(number - 2)"
    case 15...18: "iso8859-\(number - 2)"
    case 20: "shift-jis"
    case 21: "windows-1250"
    case 22: "windows-1251"
    case 23: "windows-1252"
    case 24: "windows-1256"
    case 28: "big5"
    case 29, 32: "gb18030"
    case 30: "ks-x-1001"
    case 31: "gbk"
    default: nil
    }
  }

  static func latin1(_ bytes: some Sequence<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(Unicode.Scalar(byte)) }
    return String(text)
  }

  /// Two or four bytes a unit; nil for half a unit, or what is no character.
  private static func wide(_ bytes: ArraySlice<UInt8>, _ size: Int, bigEndian: Bool) -> String? {
    guard bytes.count % size == 0 else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
      (0..<size).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[start + (bigEndian ? $1 : size - 1 - $1)]) }
    }
    return size == 2
      ? String(validating: units.map { UInt16(truncatingIfNeeded: $0) }, as: UTF16.self)
      : String(validating: units, as: UTF32.self)
  }
}
