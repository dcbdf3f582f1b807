extension PrinterEmulator {
  /// A byte of 20 and more outside of a command.
  mutating func write(_ byte: UInt8) {
    guard isSelected else { return }
    if !text.pending.isEmpty || state.isMultiByte && text.isLead(byte) {
      let lead = text.pending.first
      switch text.take(byte) {
      case .more: return
      case .character(let character): return put(multiByte: character, lead: lead ?? 0, trail: byte)
      case .broken:
        put("\u{FFFD}")
        return write(byte)
      }
    }
    if state.usesUserGlyphs, let glyph = userGlyphs[byte] { return put(glyph, byte) }
    if byte >= 0x80 {
      if state.codePage == UserCodePage.number, let glyph = codePage[byte] { return put(glyph, byte) }
      return put(pageCharacter(byte))
    }
    guard let place = InternationalSet.place(byte) else { return put(Character(Unicode.Scalar(byte))) }
    put(InternationalSet.characters(state.international)[place])
  }

  /// A control character in the middle of a character.
  mutating func breakCharacter() {
    guard !text.pending.isEmpty else { return }
    text.reset()
    put("\u{FFFD}")
  }

  var font: PrinterProfile.FontMetrics {
    profile.fonts[state.font] ?? profile.fonts[.a] ?? PrinterProfile.FontMetrics(width: 12, height: 24)
  }

  private func style(width: Int, height: Int, size: PrintState.Size, underline: Int, spacing: Int) -> PaperText {
    let width = max(1, width) * size.width
    let height = max(1, height) * size.height
    // A turned cell is as wide as the character is high.
    var style =
      state.isRotated
      ? PaperText(cellWidth: max(1, height), cellHeight: width) : PaperText(cellWidth: width, cellHeight: height)
    style.spacing = spacing
    style.isBold = state.isBold || state.isDoubleStrike
    style.isInverted = state.isInverted
    style.underline = state.isInverted || state.isRotated ? 0 : underline
    style.isRotated = state.isRotated
    style.isBlank = state.isBlank
    style.background = state.background
    style.shadow = state.shadow
    return style
  }

  private mutating func put(_ character: Character) {
    let style = style(
      width: font.width, height: font.height, size: state.size, underline: state.underline,
      spacing: state.spacing * state.size.width)
    place(width: style.cellWidth + style.spacing)
    line.append(String(character), cells: 1, style, isRed: state.isTextRed)
  }

  private mutating func put(multiByte character: String, lead: UInt8, trail: UInt8) {
    if let glyph = userMultiByteGlyphs[UInt16(lead) << 8 | UInt16(trail)] {
      return put(glyph, state.multiByteSize, state.multiByteUnderline, spacing: 0, reading: "〓")
    }
    if state.isUTF8, let scalar = character.unicodeScalars.first, !LineBuffer.isWide(scalar) {
      return put(character.first ?? "\u{FFFD}")
    }
    let usual = profile.fonts[.a] ?? PrinterProfile.FontMetrics(width: 12, height: 24)
    let cell = state.multiByteFont == 0 ? usual : PrinterProfile.FontMetrics(width: 8, height: 16)
    let style = style(
      width: cell.width, height: cell.height, size: state.multiByteSize, underline: state.multiByteUnderline,
      spacing: (state.rightOfMultiByte) * state.multiByteSize.width)
    let indent = state.leftOfMultiByte * state.multiByteSize.width
    // A turned character of two cells keeps its two cells one below the other.
    let cells = state.isRotated ? 1 : 2
    place(width: indent + cells * style.cellWidth + style.spacing)
    line.append(character, cells: cells, style, isRed: state.isTextRed, indent: indent)
  }

  /// Begins a new line when there is no room for so many dots.
  mutating func place(width: Int) {
    swallowsLineFeed = false
    isAfterLine = false
    let full = line.x + width > areaWidth && line.x > 0
    if full || line.items.count >= LineBuffer.longest { printLine(feed: .line) }
  }

  /// What a line has room for.
  var areaWidth: Int {
    if let page { return page.lineLength }
    let most = max(1, roll.width - leftMargin)
    return min(state.areaWidth ?? most, most)
  }

  var leftMargin: Int { min(state.leftMargin, roll.width - 1) }
}
