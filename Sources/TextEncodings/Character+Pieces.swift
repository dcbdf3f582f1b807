extension Character {
  /// ﾞ and ﾟ by themselves: Unicode joins them to the letter before, printers have them as characters of their own
  /// (JIS X 0201).
  package var printedPieces: [Substring.UnicodeScalarView] {
    var rest = String(self).unicodeScalars[...]
    guard rest.dropFirst().contains(where: Self.isHalfWidthSoundMark) else { return [rest] }
    var pieces: [Substring.UnicodeScalarView] = []
    while let first = rest.first {
      let isMark = Self.isHalfWidthSoundMark(first)
      let piece = isMark ? rest.prefix(1) : rest.prefix { !Self.isHalfWidthSoundMark($0) }
      pieces.append(piece)
      rest = rest[piece.endIndex...]
    }
    return pieces
  }

  private static func isHalfWidthSoundMark(_ scalar: Unicode.Scalar) -> Bool { 0xFF9E...0xFF9F ~= scalar.value }
}
