/// An accent key that waits for its letter.
enum DeadKey {
  static func isAccent(_ character: Unicode.Scalar) -> Bool { (0x300...0x36F).contains(character.value) }

  /// The accent on its own: what it types with the space key, and before a letter that does not take it.
  static func spacing(_ accent: Unicode.Scalar) -> Unicode.Scalar {
    switch accent {
    case "\u{300}": "`"
    case "\u{301}": "´"
    case "\u{302}": "^"
    case "\u{303}": "~"
    default: "¨"
    }
  }

  /// The letter with the accent; nil if Windows knows none.
  static func compose(_ accent: Unicode.Scalar, _ letter: Unicode.Scalar) -> Unicode.Scalar? {
    guard let (letters, composed) = pairs[accent], let place = letters.firstIndex(of: letter) else { return nil }
    return composed[place]
  }

  /// Accents and the letters with which they give a character.
  static func decompositions(of character: Unicode.Scalar) -> [(accent: Unicode.Scalar, letter: Unicode.Scalar)] {
    pairs.keys.sorted().flatMap { accent -> [(accent: Unicode.Scalar, letter: Unicode.Scalar)] in
      guard let (letters, composed) = pairs[accent] else { return [] }
      let found = composed.indices.filter { composed[$0] == character }.map { letters[$0] }
      return (spacing(accent) == character ? found + [" "] : found).map { (accent, $0) }
    }
  }

  private typealias Pairs = (letters: [Unicode.Scalar], composed: [Unicode.Scalar])

  private static let pairs: [Unicode.Scalar: Pairs] = [
    "\u{300}": (scalars("aAeEiIoOuUıİ"), scalars("àÀèÈìÌòÒùÙìÌ")),
    "\u{301}": (scalars("aAeEiIoOuUyYıİ"), scalars("áÁéÉíÍóÓúÚýÝíÍ")),
    "\u{302}": (scalars("aAeEiIoOuUıİ"), scalars("âÂêÊîÎôÔûÛîÎ")),
    "\u{303}": (scalars("aAnNoO"), scalars("ãÃñÑõÕ")),
    "\u{308}": (scalars("aAeEiIoOuUyıİ"), scalars("äÄëËïÏöÖüÜÿïÏ")),
  ]

  private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
}
