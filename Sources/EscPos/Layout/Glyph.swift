/// A character, or a cluster of them, as it will stand on a line.
struct Glyph {
  enum Kind: UInt8 { case native, drawn, lineEnd }

  /// Its bytes in `GlyphBuffer.text`.
  var start: Int32
  var end: Int32
  /// Its width on paper.
  var dots: Int32
  /// An index into `GlyphBuffer.styles`.
  var style: UInt16
  var kind: Kind
}

/// A part of a text that stands on one line: glyphs, and what they take.
struct GlyphLine {
  var start: Int
  var end: Int
  var dots: Int
}
