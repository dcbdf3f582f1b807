import EscPos

/// What the render process has drawn, and the characters in it that no font has a glyph for.
struct Drawn: Hashable, Sendable {
  var bitmap: Bitmap
  var missing: [UInt32]
}
