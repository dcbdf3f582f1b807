extension CommandWriter {
  /// Tells what differs from what the printer knows.
  mutating func flushStyle() {
    guard mayDiffer else { return }
    mayDiffer = false
    guard sent != wanted else { return }
    let old = sent
    let new = wanted
    sent = new
    if old?.isUpsideDown != new.isUpsideDown { put(0x1B, 0x7B, new.isUpsideDown ? 1 : 0) }
    if old?.font != new.font {
      let code: UInt8 =
        switch new.font {
        case .a: 0
        case .b where facts.profile.fonts[.b] != nil: 1
        case .c where facts.profile.fonts[.c] != nil: 2
        // As the layout reckons: one that the printer lacks is the next larger one.
        case .c where facts.profile.fonts[.b] != nil: 1
        case .b, .c: 0
        }
      put(0x1B, 0x4D, code)
    }
    if old?.width != new.width || old?.height != new.height { put(0x1D, 0x21, Self.size(new)) }
    if old?.isBold != new.isBold { put(0x1B, 0x45, new.isBold ? 1 : 0) }
    if old?.underline != new.underline { put(0x1B, 0x2D, UInt8(truncatingIfNeeded: new.underline.rawValue)) }
    if old?.isInverted != new.isInverted { put(0x1D, 0x42, new.isInverted ? 1 : 0) }
    if facts.profile.hasRed, old?.isRed != new.isRed { put(0x1B, 0x72, new.isRed ? 1 : 0) }
    if old?.isRotated != new.isRotated { put(0x1B, 0x56, new.isRotated ? 1 : 0) }
  }

  /// Pictures and codes are turned and coloured as the text before them (Epson ESC/POS, ESC { and ESC r): theirs are
  /// upright and black.
  mutating func flushTurnAndColour() {
    if sent?.isUpsideDown != false { output += [0x1B, 0x7B, 0] }
    if facts.profile.hasRed, sent?.isRed != false { output += [0x1B, 0x72, 0] }
    sent?.isUpsideDown = false
    sent?.isRed = false
    mayDiffer = true
  }

  /// The n of GS !.
  private static func size(_ style: TextStyle) -> UInt8 {
    let width = min(max(style.width, 1), 8) - 1
    let height = min(max(style.height, 1), 8) - 1
    return UInt8(truncatingIfNeeded: width << 4 | height)
  }

  /// What double-byte characters have apart from the others.
  mutating func flushDoubleByteStyle() {
    if isDoubleByte != true {
      put(0x1C, 0x26)
      isDoubleByte = true
    }
    if doubleByteUnderline != wanted.underline {
      doubleByteUnderline = wanted.underline
      put(0x1C, 0x2D, UInt8(truncatingIfNeeded: wanted.underline.rawValue))
    }
  }
}
