/// Something that the printer cannot set by itself: the render process draws it, one bit a dot.
///
/// `rowHeight` is how many times as high as wide its dots are on paper; 0.1 to 10.
package enum Artwork: Hashable, Sendable {
  case text(DrawnText)
  case picture(Picture)
  /// Drawn with narrower modules where it would be wider than `maximumWidth` dots; an error where one dot is too much.
  case barcode(Barcode, maximumWidth: Int, rowHeight: Double = 1)
  case symbol(Symbol, maximumWidth: Int, rowHeight: Double = 1)
}

/// Text for which the printer has no glyphs: an emoji, Arabic, Thai, hanzi on a Western firmware.
package struct DrawnText: Hashable, Sendable {
  package var text: String
  /// The cell that it has to fill, in dots: as wide as the columns that the layout has given it.
  package var width: Int
  package var height: Int
  package var isBold: Bool
  package var isUnderlined: Bool
  package var isInverted: Bool
  /// By 90° clockwise; the cell is the one after that.
  package var isTurned: Bool
  /// How many dots across are as long as one along, seen as the text is read, by the dots' shape and the multipliers;
  /// 0.1 to 100.
  package var stretch: Double

  package init(
    _ text: String, width: Int, height: Int, isBold: Bool = false, isUnderlined: Bool = false, isInverted: Bool = false,
    isTurned: Bool = false, stretch: Double = 1
  ) {
    self.text = text
    self.width = width
    self.height = height
    self.isBold = isBold
    self.isUnderlined = isUnderlined
    self.isInverted = isInverted
    self.isTurned = isTurned
    self.stretch = min(max(stretch, 0.1), 100)
  }
}

/// A PNG or JPEG file and how it becomes dots. Its bytes are hostile until the render process has decoded them.
package struct Picture: Hashable, Sendable {
  package enum Dither: String, Codable, CaseIterable, Hashable, Sendable {
    case floydSteinberg, atkinson, ordered, threshold
  }

  package var file: [UInt8]
  /// The width on paper in dots; nil: its own, scaled down to `maximumWidth` if it is wider. The height follows.
  package var width: Int?
  package var maximumWidth: Int
  package var dither: Dither
  /// 1 leaves the greys as they are, more makes them lighter; 0.1 to 10.
  package var gamma: Double
  /// For `.threshold`: greys below it print; 1 to 255.
  package var threshold: Int
  /// As at ``Artwork``.
  package var rowHeight: Double

  package init(
    _ file: [UInt8], width: Int? = nil, maximumWidth: Int, dither: Dither = .floydSteinberg, gamma: Double = 1,
    threshold: Int = 128, rowHeight: Double = 1
  ) {
    self.file = file
    self.width = width
    self.maximumWidth = maximumWidth
    self.dither = dither
    self.gamma = gamma
    self.threshold = threshold
    self.rowHeight = rowHeight
  }
}
