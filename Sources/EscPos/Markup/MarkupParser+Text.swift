extension MarkupParser {
  /// The texts of a column; each column begins undecorated.
  mutating func spans(_ range: Range<Int>) -> Range<Int32> {
    let first = Int32(truncatingIfNeeded: markup.spans.count)
    var look = MarkupLook()
    var text: [UInt8] = []
    func flush(_ spans: inout [MarkupSpan]) {
      guard !text.isEmpty else { return }
      spans.append(MarkupSpan(text: String(decoding: text, as: UTF8.self), look: look))
      text.removeAll(keepingCapacity: true)
    }
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "_"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        flush(&markup.spans)
        look.toggle(bytes[index])
        index += 1
      case UInt8(ascii: "^"):
        flush(&markup.spans)
        let start = index
        while index < range.upperBound, bytes[index] == UInt8(ascii: "^") { index += 1 }
        let carets = UInt8(truncatingIfNeeded: min(index - start, 7))
        look.carets = look.carets == carets ? 0 : carets
      case UInt8(ascii: "~"):
        text.append(0x20)
        index += 1
      case UInt8(ascii: "\\"):
        index = escape(index, range, isText: true, into: &text)
      default:
        let control = control(index, range)
        if control == 0 { text.append(bytes[index]) }
        index += max(1, control)
      }
    }
    flush(&markup.spans)
    return first..<Int32(truncatingIfNeeded: markup.spans.count)
  }

  /// How many bytes a control character takes here; 0 if there is none. U+2028 and U+2029 count as ones.
  private func control(_ index: Int, _ range: Range<Int>) -> Int {
    switch bytes[index] {
    case 0..<0x20, 0x7F: 1
    case 0xC2 where index + 1 < range.upperBound && bytes[index + 1] < 0xA0: 2
    case 0xE2 where index + 2 < range.upperBound && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8: 3
    default: 0
    }
  }

  /// What a backslash and the characters behind it mean; returns where they end.
  mutating func escape(_ start: Int, _ range: Range<Int>, isText: Bool, into text: inout [UInt8]) -> Int {
    guard start + 1 < range.upperBound else {
      warn(start, "a backslash at the end means nothing")
      return range.upperBound
    }
    let byte = bytes[start + 1]
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"): text.append(byte)
    case UInt8(ascii: ";") where !isText: text.append(byte)
    case _ where isText && Self.isSpecial(byte): text.append(byte)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "x"): return hexadecimal(start, range, isText: isText, into: &text)
    default:
      warn(start, "this escape sequence means nothing")
      return scalarEnd(start + 1, range)
    }
    return start + 2
  }

  /// `\xnn`: the character U+00nn; in text no control character.
  private mutating func hexadecimal(
    _ start: Int, _ range: Range<Int>, isText: Bool, into text: inout [UInt8]
  ) -> Int {
    if start + 3 < range.upperBound, let high = Self.digit(bytes[start + 2]), let low = Self.digit(bytes[start + 3]) {
      let value = high << 4 | low
      if isText, value < 0x20 || 0x7F..<0xA0 ~= value {
        warn(start, "control characters are not printed")
      } else if value < 0x80 {
        text.append(value)
      } else {
        text += [0xC0 | value >> 6, 0x80 | value & 0x3F]
      }
      return start + 4
    }
    warn(start, "\\x takes two hexadecimal digits")
    var end = start + 2
    for _ in 0..<2 where end < range.upperBound && bytes[end] != UInt8(ascii: "\\") {
      if isText, Self.isDecoration(bytes[end]) { break }
      end = scalarEnd(end, range)
    }
    return end
  }

  private func scalarEnd(_ start: Int, _ range: Range<Int>) -> Int {
    var end = start + 1
    while end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private static func isDecoration(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "_"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "^"): true
    default: false
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    isDecoration(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "~")
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}

extension MarkupLook {
  mutating func toggle(_ mark: UInt8) {
    switch mark {
    case UInt8(ascii: "_"): isUnderlined.toggle()
    case UInt8(ascii: "\""): isEmphasized.toggle()
    default: isInverted.toggle()
    }
  }
}
