extension PrinterEmulator {
  /// A character that the host has drawn (ESC &, GS ( E 8 and 9); it is as high as the font at most.
  mutating func put(_ glyph: Bitmap, _ code: UInt8) {
    let height = min(glyph.height, font.height)
    put(
      glyph.resized(width: glyph.width, height: height), state.size, state.underline, spacing: state.spacing,
      reading: code < 0x80 ? String(Unicode.Scalar(code)) : "〓")
  }

  /// In the look that characters have.
  mutating func put(
    _ glyph: Bitmap, _ size: PrintState.Size, _ underline: Int, spacing: Int, reading: String
  ) {
    var dots = state.isBold || state.isDoubleStrike ? glyph.emboldened() : glyph
    if state.isRotated { dots = dots.turned(quarters: 1) }
    var look = PaperText(cellWidth: max(1, dots.width), cellHeight: max(1, dots.height))
    look.underline = state.isInverted || state.isRotated ? 0 : underline
    look.isInverted = state.isInverted
    look.isBlank = state.isBlank
    look.background = state.background
    look.shadow = state.shadow
    if look.fillsSpacing { dots = dots.resized(width: dots.width + spacing, height: dots.height) }
    let scale = state.isRotated ? PrintState.Size(width: size.height, height: size.width) : size
    let width = dots.width * scale.width + (look.fillsSpacing ? 0 : spacing * size.width)
    place(width: width)
    let layers = dots.width > 0 ? look.layers(of: dots, isRed: state.isTextRed) : []
    guard !layers.isEmpty else { return line.skip(width: width, height: dots.height * scale.height) }
    let x = line.x
    for (index, layer) in layers.enumerated() {
      line.x = x
      line.append(
        .bitmap(layer.dots, scaleX: scale.width, scaleY: scale.height), width: width,
        height: layer.dots.height * scale.height, reading: index == 0 ? reading : "", isRed: layer.isRed)
    }
  }
}

extension Bitmap {
  /// Each dot with one more at its right.
  fileprivate func emboldened() -> Bitmap {
    var result = self
    for y in 0..<height {
      for x in 0..<width where self[x, y] { result[x + 1, y] = true }
    }
    return result
  }
}
