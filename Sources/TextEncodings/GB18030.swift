/// The four-byte codes of GB18030, and the decoder of the whole encoding.
enum GB18030 {
  /// The four-byte code of a character that has no shorter one.
  static func code(_ scalar: Unicode.Scalar) -> UInt32? {
    let place: UInt32
    if scalar.value >= 0x10000 {
      place = scalar.value - 0x10000 + 189_000
    } else {
      let run = lastRun(of: scalar.value, in: firstCodePoints)
      guard !isPrivate(scalar), run >= 0, run + 1 < firstPlaces.count else { return nil }
      place = firstPlaces[run] + scalar.value - firstCodePoints[run]
      guard place < firstPlaces[run + 1] else { return nil }
    }
    let high = (0x81 + place / 12600) << 24 | (0x30 + place / 1260 % 10) << 16
    return high | (0x81 + place / 10 % 126) << 8 | (0x30 + place % 10)
  }

  /// Appends what the bytes say; a byte that starts nothing, or a code without a character, becomes U+FFFD.
  static func decode(_ bytes: [UInt8], into text: inout String.UnicodeScalarView) {
    let set = GBK.set
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        text.append(Unicode.Scalar(lead))
        index += 1
      } else if index + 1 < bytes.count, let scalar = set.scalar(lead: lead, trail: bytes[index + 1]) {
        text.append(scalar)
        index += 2
      } else if index + 3 < bytes.count, let place = place(of: bytes[index..<index + 4]) {
        text.append(scalar(at: place) ?? "\u{FFFD}")
        index += 4
      } else {
        text.append("\u{FFFD}")
        index += index + 1 < bytes.count && GBK.leads ~= lead && bytes[index + 1] >= 0x40 ? 2 : 1
      }
    }
  }

  private static func place(of code: ArraySlice<UInt8>) -> UInt32? {
    let base = code.startIndex
    guard GBK.leads ~= code[base], 0x30...0x39 ~= code[base + 1], GBK.leads ~= code[base + 2],
      0x30...0x39 ~= code[base + 3]
    else { return nil }
    let digits = code.map(UInt32.init)
    return ((digits[0] - 0x81) * 10 + digits[1] - 0x30) * 1260 + (digits[2] - 0x81) * 10 + digits[3] - 0x30
  }

  private static func scalar(at place: UInt32) -> Unicode.Scalar? {
    if place >= 189_000 { return Unicode.Scalar(place - 189_000 + 0x10000) }
    let run = lastRun(of: place, in: firstPlaces)
    guard run >= 0, run + 1 < firstPlaces.count else { return nil }
    return Unicode.Scalar(firstCodePoints[run] + place - firstPlaces[run]).flatMap { isPrivate($0) ? nil : $0 }
  }

  /// The private characters of the basic plane have codes of their own, and no meaning on a printer.
  private static func isPrivate(_ scalar: Unicode.Scalar) -> Bool {
    0xE000...0xF8FF ~= scalar.value
  }

  /// The last run that starts at or before the value, -1 if none does.
  private static func lastRun(of value: UInt32, in starts: [UInt32]) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
