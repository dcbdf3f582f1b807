/// What happens to characters before they are looked up: printers know composed letters only.
enum Composition {
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    0x300...0x36F ~= scalar.value
  }

  /// Zero-width spaces and joiners, variation selectors, the byte order mark: nothing on paper.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200D, 0x2060, 0xFE00...0xFE0F, 0xFEFF: true
    default: false
    }
  }

  /// The one letter for a base and a combining mark (é for e and U+0301), if Unicode has it in its Latin, Greek or
  /// Cyrillic blocks.
  static func compose(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    var sequence = String(base)
    sequence.unicodeScalars.append(mark)
    let wanted = Character(sequence)
    for block in [0xC0...0x24F, 0x386...0x45F, 0x1E00...0x1EFF] as [ClosedRange<UInt32>] {
      for value in block {
        guard let scalar = Unicode.Scalar(value) else { continue }
        if Character(scalar) == wanted { return scalar }
      }
    }
    return nil
  }

  /// The character to print where the encoding lacks this one but has its twin: ¥ is ￥ in GB18030, and the other way
  /// round in the single-byte pages.
  static func substitute(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "\u{A5}": "\u{FFE5}"
    case "\u{FFE5}": "\u{A5}"
    case "\u{A0}", "\u{202F}", "\u{2009}": " "
    case "\u{2022}", "\u{30FB}": "\u{B7}"
    case "\u{2010}", "\u{2011}", "\u{2212}", "\u{AD}": "-"
    case "\u{2018}", "\u{2019}": "'"
    case "\u{201C}", "\u{201D}": "\""
    case "\u{2013}": "-"
    case "\u{3000}": " "
    default: nil
    }
  }
}
