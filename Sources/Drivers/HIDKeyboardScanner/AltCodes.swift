import TextEncodings

/// What the numbers mean that a scanner types on the keypad with Alt.
///
/// Below 128 they are ASCII always. What comes out is UTF-8, but for `bytes`.
package enum AltCodes: String, CaseIterable, Hashable, Sendable {
  /// By what the scan has, see `resolve`.
  case automatic = "auto"
  /// Each number is a byte of the code, or two over 255: for codes that hold binary data.
  case bytes
  case cp437
  case windows1252 = "windows-1252"
  case unicode
  case gbk

  /// One number, and the place in the text before which it stands.
  struct Code: Hashable, Sendable {
    var place: Int
    var number: Int
    var hasLeadingZero: Bool
  }

  /// The text with its numbers put in; nil if one of them stands for nothing.
  ///
  /// `automatic`: over 255 they are GBK if all fit and one is a usual character (lead byte A1 or above), else Unicode, else
  /// GBK. Up to 255 they are the bytes of UTF-8 if they make it up; else a leading zero says Windows-1252, and none CP437
  /// (as Windows has it).
  func resolve(_ text: [UInt8], _ codes: [Code]) -> [UInt8]? {
    if codes.isEmpty { return text }
    switch self {
    case .automatic: return automatic(text, codes)
    case .bytes: return Self.fill(text, codes) { Self.bytes($0.number) }
    case .cp437: return Self.pages(text, codes) { _ in true }
    case .windows1252: return Self.pages(text, codes) { _ in false }
    case .unicode: return Self.unicode(text, codes)
    case .gbk: return Self.gbk(text, codes)
    }
  }

  private func automatic(_ text: [UInt8], _ codes: [Code]) -> [UInt8]? {
    let large = codes.filter { $0.number > 0xFF }
    guard !large.isEmpty else {
      if codes.contains(where: { $0.number > 0x7F }), let bytes = Self.fill(text, codes, { Self.bytes($0.number) }),
        String(validating: bytes, as: UTF8.self) != nil
      {
        return bytes
      }
      return Self.pages(text, codes) { !$0.hasLeadingZero }
    }
    let gbk = Self.gbk(text, codes)
    if gbk != nil, large.contains(where: { $0.number >= 0xA1A1 }) { return gbk }
    return Self.unicode(text, codes) ?? gbk
  }

  private static func fill(_ text: [UInt8], _ codes: [Code], _ bytes: (Code) -> [UInt8]?) -> [UInt8]? {
    var filled: [UInt8] = []
    filled.reserveCapacity(text.count + codes.count * 3)
    var start = 0
    for code in codes {
      guard let bytes = code.number < 0x80 ? [UInt8(code.number)] : bytes(code) else { return nil }
      filled += text[start..<code.place]
      filled += bytes
      start = code.place
    }
    return filled + text[start...]
  }

  private static func bytes(_ number: Int) -> [UInt8] {
    let low = UInt8(truncatingIfNeeded: number)
    return number > 0xFF ? [UInt8(truncatingIfNeeded: number >> 8), low] : [low]
  }

  private static func pages(_ text: [UInt8], _ codes: [Code], isOEM: (Code) -> Bool) -> [UInt8]? {
    guard let oem = TextEncoding.named("cp437"), let ansi = TextEncoding.named("windows-1252") else { return nil }
    return fill(text, codes) { code in
      guard let byte = UInt8(exactly: code.number) else { return nil }
      let character = (isOEM(code) ? oem : ansi).decode([byte])
      // What Windows-1252 leaves free is the control character of the same number.
      return Array(character == "\u{FFFD}" ? String(Unicode.Scalar(byte)).utf8 : character.utf8)
    }
  }

  /// Characters over U+FFFF come as two surrogates.
  private static func unicode(_ text: [UInt8], _ codes: [Code]) -> [UInt8]? {
    var whole: [Code] = []
    var lead: Code?
    for var code in codes {
      switch code.number {
      case 0xD800...0xDBFF:
        guard lead == nil else { return nil }
        lead = code
      case 0xDC00...0xDFFF:
        guard let first = lead, first.place == code.place else { return nil }
        code.number = 0x10000 + ((first.number - 0xD800) << 10) + (code.number - 0xDC00)
        whole.append(code)
        lead = nil
      default:
        guard lead == nil else { return nil }
        whole.append(code)
      }
    }
    guard lead == nil else { return nil }
    return fill(text, whole) { code in Unicode.Scalar(UInt32(code.number)).map { Array(String($0).utf8) } }
  }

  /// A character may come as one number or as its two bytes.
  private static func gbk(_ text: [UInt8], _ codes: [Code]) -> [UInt8]? {
    guard let gbk = TextEncoding.named("gbk") else { return nil }
    var filled: [UInt8] = []
    var start = 0
    var index = codes.startIndex
    while index < codes.endIndex {
      let place = codes[index].place
      var bytes: [UInt8] = []
      while index < codes.endIndex, codes[index].place == place {
        let number = codes[index].number
        guard number <= 0xFF || number >= 0x8140 else { return nil }
        bytes += Self.bytes(number)
        index += 1
      }
      let characters = gbk.decode(bytes)
      if characters.unicodeScalars.contains("\u{FFFD}") { return nil }
      filled += text[start..<place]
      filled += characters.utf8
      start = place
    }
    return filled + text[start...]
  }
}
