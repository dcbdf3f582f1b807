import TextEncodings

/// Measures text of ASCII and plain East Asian characters, which the printer sets as it is.
struct PlainRuler {
  private let codes: PlainCodes?
  private let hasPlainASCII: Bool

  init(_ repertoire: Repertoire) {
    codes = repertoire.plainCodes
    hasPlainASCII = repertoire.hasPlainASCII
  }

  /// The dots of one line of text; nil if it must be taken apart.
  func width(_ text: String, _ metrics: TypeMetrics) -> Int? {
    guard hasPlainASCII else { return nil }
    return text.utf8.withContiguousStorageIfAvailable { utf8 -> Int? in
      var index = 0
      var dots = 0
      while index < utf8.count {
        let start = index
        while index < utf8.count, utf8[index] &- 0x20 < 0x5F { index += 1 }
        dots += (index - start) * metrics.narrow
        guard index < utf8.count else { break }
        guard let count = codes?.skip(utf8, &index), count > 0 else { return nil }
        dots += count * metrics.wide
      }
      return dots
    } ?? nil
  }
}
