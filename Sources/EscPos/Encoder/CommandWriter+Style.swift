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
    switch facts.size {
    case .gs: writeCharacter(old, new)
    case .escMode: writeMode(old, new)
    }
    if old?.isInverted != new.isInverted { put(0x1D, 0x42, new.isInverted ? 1 : 0) }
    if facts.profile.hasRed, old?.isRed != new.isRed { put(0x1B, 0x72, new.isRed ? 1 : 0) }
    if old?.isRotated != new.isRotated { put(0x1B, 0x56, new.isRotated ? 1 : 0) }
  }

  private mutating func writeCharacter(_ old: TextStyle?, _ new: TextStyle) {
    if old?.font != new.font { put(0x1B, 0x4D, number(of: new.font)) }
    if old?.width != new.width || old?.height != new.height { put(0x1D, 0x21, Self.size(new)) }
    if old?.isBold != new.isBold { put(0x1B, 0x45, new.isBold ? 1 : 0) }
    if old?.underline != new.underline { put(0x1B, 0x2D, UInt8(truncatingIfNeeded: new.underline.rawValue)) }
  }

  /// ESC ! tells font, size, emphasis and underline at once; how thick the underline is, ESC - alone.
  private mutating func writeMode(_ old: TextStyle?, _ new: TextStyle) {
    let mode = mode(new)
    let isChanged = old.map { self.mode($0) & 0x31 != mode & 0x31 } ?? true
    if isChanged {
      put(0x1B, 0x21, mode)
      if facts.quirks.contains(.sizesHanziByMode) { doubleByteSize = Self.doubleByteSize(new) }
    } else if old?.isBold != new.isBold {
      put(0x1B, 0x45, new.isBold ? 1 : 0)
    }
    if old?.underline != new.underline, !isChanged || new.underline != .none {
      put(0x1B, 0x2D, UInt8(truncatingIfNeeded: new.underline.rawValue))
    }
  }

  /// The n of ESC !.
  private func mode(_ style: TextStyle) -> UInt8 {
    (number(of: style.font) == 0 ? 0 : 0x01) | (style.isBold ? 0x08 : 0) | (style.height > 1 ? 0x10 : 0)
      | (style.width > 1 ? 0x20 : 0) | (style.underline == .none ? 0 : 0x80)
  }

  /// The n of ESC M.
  private func number(of font: TextStyle.Font) -> UInt8 {
    switch font {
    case .a: 0
    case .b where facts.profile.fonts[.b] != nil: 1
    case .c where facts.profile.fonts[.c] != nil: 2
    // As the layout reckons: one that the printer lacks is the next larger one.
    case .c where facts.profile.fonts[.b] != nil: 1
    case .b, .c: 0
    }
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

  /// The size in the n of FS !.
  private static func doubleByteSize(_ style: TextStyle) -> UInt8 {
    (style.width > 1 ? 0x04 : 0) | (style.height > 1 ? 0x08 : 0)
  }

  /// Whether double-byte characters would look as is wanted.
  var isDoubleByteReady: Bool {
    isDoubleByte == true && doubleByteUnderline == wanted.underline
      && (facts.size == .gs || doubleByteSize == Self.doubleByteSize(wanted))
  }

  /// What double-byte characters have apart from the others.
  mutating func flushDoubleByteStyle() {
    if isDoubleByte != true {
      put(0x1C, 0x26)
      isDoubleByte = true
    }
    let size = Self.doubleByteSize(wanted)
    if facts.size == .escMode, doubleByteSize != size {
      // FS ! tells whether there is an underline as well.
      put(0x1C, 0x21, size | (wanted.underline == .none ? 0 : 0x80))
      doubleByteSize = size
      if wanted.underline == .none { doubleByteUnderline = TextStyle.Underline.none }
    }
    if doubleByteUnderline != wanted.underline {
      doubleByteUnderline = wanted.underline
      put(0x1C, 0x2D, UInt8(truncatingIfNeeded: wanted.underline.rawValue))
    }
  }
}
