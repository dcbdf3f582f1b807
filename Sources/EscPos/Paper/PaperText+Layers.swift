extension PaperText {
  /// Dots of one colour; those of several layers never lie over each other.
  package struct Layer: Hashable, Sendable {
    package var dots: Bitmap
    package var isRed: Bool

    package init(dots: Bitmap, isRed: Bool) {
      self.dots = dots
      self.isRed = isRed
    }
  }

  /// Whether the space behind the characters (ESC SP) is filled as their cells are.
  package var fillsSpacing: Bool { isInverted ? !isBlank : background != nil }

  /// What a character puts on paper: the ground behind it, its shadow, and its own dots. The layers of one look are
  /// always as many and of the same colours (Epson ESC/POS, GS ( N 48 to 50 and GS B).
  ///
  /// `glyph` is the character without underline, as large as its cell; `isRed` is its own colour.
  package func layers(of glyph: Bitmap, isRed: Bool) -> [Layer] {
    let ink = underline > 0 ? glyph.underlined(underline) : glyph
    if background == nil, shadow == nil, !isBlank, !isInverted { return [Layer(dots: ink, isRed: isRed)] }
    let own: PaperColour? = isBlank ? nil : isRed ? .red : .black
    // The underline has no shadow.
    let shade = shadow.map { _ in glyph.shifted(by: max(1, glyph.height / 24)).without(ink) }
    var layers: [Layer] = []
    if let ground = isInverted ? own : background {
      let all = Bitmap(width: glyph.width, height: glyph.height).inverted().without(ink)
      layers.append(Layer(dots: shade.map { all.without($0) } ?? all, isRed: ground == .red))
    }
    if let shade { layers.append(Layer(dots: shade, isRed: shadow == .red)) }
    if let own, !isInverted { layers.append(Layer(dots: ink, isRed: own == .red)) }
    return layers
  }
}

extension Bitmap {
  /// With a line across the lowest rows.
  package func underlined(_ thickness: Int) -> Bitmap {
    var result = self
    for y in max(0, height - thickness)..<max(0, height) {
      for x in 0..<width { result[x, y] = true }
    }
    return result
  }

  /// As large as before, its dots moved to the right and down.
  fileprivate func shifted(by dots: Int) -> Bitmap {
    var result = Bitmap(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width where self[x, y] { result[x + dots, y + dots] = true }
    }
    return result
  }

  /// Without the dots of another one of the same size.
  fileprivate func without(_ other: Bitmap) -> Bitmap {
    var result = self
    for index in result.bytes.indices where index < other.bytes.count { result.bytes[index] &= ~other.bytes[index] }
    return result
  }
}
