import TextEncodings

/// The text of a scan and how its bytes became it.
package struct ScannedText: Hashable, Sendable {
  package private(set) var text: String
  /// The encoding's name; nil for plain ASCII, which is the same in all that matter.
  package private(set) var charset: String?
  /// The first extended channel interpretation that the symbol named.
  package private(set) var eci: Int?
  /// The data without the escapes that name character sets.
  package private(set) var data: [UInt8]

  /// `hasECI` as `AIMIdentifier.hasECI`.
  package init(_ raw: [UInt8], hasECI: Bool) {
    guard hasECI, raw.contains(Self.backslash) else {
      data = raw
      (text, charset) = Self.guess(raw[...])
      return
    }
    text = ""
    data = []
    data.reserveCapacity(raw.count)
    readEscapes(raw)
  }

  private static let backslash = UInt8(ascii: "\\")

  /// Each part in its own character set; a backslash that escapes nothing is one, since some scanners do not double it.
  private mutating func readEscapes(_ raw: [UInt8]) {
    var number: Int?
    var start = 0
    var index = 0
    while index < raw.count {
      guard raw[index] == Self.backslash else {
        data.append(raw[index])
        index += 1
        continue
      }
      let digits = raw[(index + 1)...].prefix(6)
      if digits.first == Self.backslash {
        data.append(Self.backslash)
        index += 2
      } else if digits.count == 6, let next = GS1Linter.number(digits) {
        append(data[start...], number)
        start = data.count
        number = next
        if eci == nil { eci = next }
        index += 7
      } else {
        data.append(Self.backslash)
        index += 1
      }
    }
    append(data[start...], number)
  }

  private mutating func append(_ part: ArraySlice<UInt8>, _ number: Int?) {
    guard !part.isEmpty else { return }
    let read: (text: String, charset: String?) =
      number.flatMap { ExtendedChannel.decode(part, $0) }.map { ($0.text, $0.charset) } ?? Self.guess(part)
    text += read.text
    if charset == nil { charset = read.charset }
  }

  /// UTF-8, else GB18030 (most Chinese codes name no character set), else Latin-1, which takes everything.
  private static func guess(_ bytes: ArraySlice<UInt8>) -> (text: String, charset: String?) {
    if let text = String(validating: bytes, as: UTF8.self) {
      return (text, bytes.allSatisfy { $0 < 0x80 } ? nil : "utf-8")
    }
    let text = TextEncoding.gb18030.decode(bytes)
    if !text.unicodeScalars.contains("\u{FFFD}") { return (text, "gb18030") }
    return (ExtendedChannel.latin1(bytes), "iso8859-1")
  }
}
