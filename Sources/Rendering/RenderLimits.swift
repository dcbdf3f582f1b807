/// What is asked of the render process, and what it answers, at most.
package enum RenderLimits {
  /// The payload of a frame in bytes, either way.
  package static let frame = 64 << 20
  /// The longest side of a picture file.
  package static let pictureSide = 16_384
  package static let picturePixels = 40_000_000
  /// What comes back, and what a preview shows, in dots; a roll of 8 m.
  package static let height = 65_000
  package static let width = 4_096
  /// The bytes of a drawn text, of a code's data, of a text on a roll.
  package static let text = 16_384
  package static let scale = 1...4
  /// The characters without a glyph that are told of one drawing.
  package static let missing = 32
}
