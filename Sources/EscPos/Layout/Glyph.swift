import TextEncodings

/// A character, or a cluster of them, as it will stand on a line.
struct Glyph {
  enum Kind: UInt8 {
    /// ASCII, or an East Asian character that is set in one way only.
    case plain
    /// In the encoding that `page` tells.
    case planned
    case drawn
    case lineEnd
  }

  /// Its bytes in `GlyphBuffer.text`.
  var start: Int32
  var end: Int32
  /// Its width on paper.
  var dots: Int32
  /// An index into `GlyphBuffer.styles`.
  var style: UInt16
  var kind: Kind
  /// For `.planned`: the page in the planner, -1 for the double-byte set.
  var page: Int8 = 0

  /// Whether it is written by the same command as its neighbour.
  func continues(_ other: Glyph) -> Bool { style == other.style && kind == other.kind && page == other.page }

  var runKind: TextPlanner.Run.Kind {
    switch kind {
    case .plain, .lineEnd: .ascii
    case .planned: page < 0 ? .multiByte : .page(Int(page))
    case .drawn: .drawn
    }
  }
}

/// A part of a text that stands on one line: glyphs, and what they take.
struct GlyphLine {
  var start: Int
  var end: Int
  var dots: Int
}
