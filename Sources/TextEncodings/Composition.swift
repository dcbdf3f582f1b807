/// What happens to characters before they are looked up: printers know composed letters only.
enum Composition {
  /// Whether a character may melt into the one before it.
  @inline(__always)
  static func isMark(_ value: UInt32) -> Bool {
    value >= 0x300 && (value <= 0x36F || isFarMark(value))
  }

  private static func isFarMark(_ value: UInt32) -> Bool {
    switch value {
    case 0x653...0x655, 0x1161...0x1175, 0x11A8...0x11C2, 0x3099, 0x309A: true
    default: false
    }
  }

  /// Zero-width spaces and joiners, direction controls, variation selectors, the byte order mark: nothing on paper.
  @inline(__always)
  static func isInvisible(_ value: UInt32) -> Bool {
    guard value >= 0x61C else { return false }
    return switch value {
    case 0x61C, 0x180B...0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0xE0000...0xE01EF:
      true
    default: false
    }
  }

  /// The one letter for a base and a combining mark (é for e and U+0301, が for か and U+3099), or the Hangul syllable
  /// for its parts; nil if there is none that an encoding of this room has.
  static func compose(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    if 0x1161...0x11C2 ~= mark.value { return syllable(base.value, mark.value) }
    guard base.value <= 0xFFFF, mark.value <= 0xFFFF else { return nil }
    return letters[base.value << 16 | mark.value]
  }

  /// Unicode, section 3.12: a syllable's number follows from those of its parts.
  private static func syllable(_ base: UInt32, _ part: UInt32) -> Unicode.Scalar? {
    if 0x1100...0x1112 ~= base, 0x1161...0x1175 ~= part {
      return Unicode.Scalar(0xAC00 + ((base - 0x1100) * 21 + part - 0x1161) * 28)
    }
    guard 0xAC00...0xD7A3 ~= base, (base - 0xAC00) % 28 == 0, 0x11A8...0x11C2 ~= part else { return nil }
    return Unicode.Scalar(base + part - 0x11A7)
  }

  private static let letters: [UInt32: Unicode.Scalar] = table.withUTF8Buffer { bytes in
    var letters: [UInt32: Unicode.Scalar] = [:]
    var triple: [Unicode.Scalar] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where scalar != "\n" {
      triple.append(scalar)
      guard triple.count == 3 else { continue }
      letters[triple[1].value << 16 | triple[2].value] = triple[0]
      triple.removeAll(keepingCapacity: true)
    }
    return letters
  }

  /// The characters to print, best first, where the encoding lacks this one but may have its twin: ¥ is ￥ in GB18030,
  /// and the other way round in the single-byte pages; the vendors of the East Asian sets map some signs differently.
  static func substitutes(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar {
    case "\u{A5}": ["\u{FFE5}"]
    case "\u{FFE5}": ["\u{A5}"]
    case "\u{A2}": ["\u{FFE0}"]
    case "\u{FFE0}": ["\u{A2}"]
    case "\u{A3}": ["\u{FFE1}"]
    case "\u{FFE1}": ["\u{A3}"]
    case "\u{AC}": ["\u{FFE2}"]
    case "\u{FFE2}": ["\u{AC}"]
    case "\u{20A9}": ["\u{FFE6}"]
    case "\u{A0}", "\u{202F}", "\u{2009}", "\u{3000}": [" "]
    case "\u{B7}": ["\u{30FB}", "\u{2022}", "\u{2219}"]
    case "\u{2022}", "\u{30FB}", "\u{2027}": ["\u{B7}", "\u{30FB}", "\u{2219}"]
    case "\u{301C}", "\u{223C}": ["\u{FF5E}", "\u{223C}", "~"]
    case "\u{FF5E}": ["\u{301C}", "\u{223C}", "~"]
    case "\u{2016}": ["\u{2225}"]
    case "\u{2225}": ["\u{2016}"]
    case "\u{22EF}": ["\u{2026}"]
    case "\u{2010}", "\u{2011}", "\u{AD}": ["-"]
    case "\u{2212}": ["\u{FF0D}", "-"]
    case "\u{FF0D}": ["\u{2212}", "-"]
    case "\u{2018}", "\u{2019}": ["'"]
    case "\u{201C}", "\u{201D}": ["\""]
    case "\u{2013}": ["-"]
    case "\u{2014}": ["\u{2015}", "-"]
    case "\u{2015}": ["\u{2014}", "-"]
    case "\u{FF01}"..."\u{FF5D}": Unicode.Scalar(scalar.value - 0xFEE0).map { [$0] } ?? []
    default: []
    }
  }
}
