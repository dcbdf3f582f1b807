/// How much room the characters of a style take, in dots.
struct TypeMetrics {
  /// A character of the style's font.
  var narrow: Int
  /// A double-byte character: it is set in font A's size, whatever the font (Epson ESC/POS reference, FS ( A).
  var wide: Int
  /// The height of a line.
  var height: Int

  init(_ style: TextStyle, _ fonts: FontTable) {
    let usual = fonts.a
    let font = fonts[style.font]
    if style.isRotated {
      // Lying characters: what was their height is their width, and the multipliers go with them (ESC V).
      narrow = font.height * style.height
      wide = usual.height * style.height
      height = max(font.width * style.width, usual.width * 2 * style.width)
    } else {
      narrow = font.width * style.width
      wide = usual.width * 2 * style.width
      height = max(font.height, usual.height) * style.height
    }
    narrow = max(1, narrow)
    wide = max(1, wide)
  }
}
