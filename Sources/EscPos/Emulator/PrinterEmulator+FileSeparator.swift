extension PrinterEmulator {
  /// FS: multi-byte characters, and pictures by number.
  mutating func fileSeparator(_ head: [UInt8], _ data: [UInt8]) {
    let n = head.count > 2 ? head[2] : 0
    switch head[1] {
    case 0x21: selectMultiByteMode(n)
    case 0x26: state.isMultiByte = profile.multiByte != nil
    case 0x2E:
      state.isMultiByte = false
      text.reset()
    case 0x28: fileSeparatorBlock(head, data)
    case 0x2D: state.multiByteUnderline = n & 0x0F <= 2 ? Int(n & 0x0F) : state.multiByteUnderline
    case 0x32: defineMultiByteGlyph(head)
    case 0x3F: userMultiByteGlyphs[UInt16(head[2]) << 8 | UInt16(head[3])] = nil
    case 0x43: selectCodeSystem(n)
    case 0x53:
      state.leftOfMultiByte = characterSpacing(head[2])
      state.rightOfMultiByte = characterSpacing(head[3])
    case 0x57: state.multiByteSize = n & 1 == 1 ? PrintState.Size(width: 2, height: 2) : PrintState.Size()
    case 0x70: printNumbered(head)
    case 0x71: defineNumbered(Int(n), data)
    case 0x63: break  // Cleans the reader of cheques.
    case 0x67: userBytes(head, data)
    default: note(head)  // FS a, b, L: cheques and slips.
    }
  }

  private mutating func selectMultiByteMode(_ n: UInt8) {
    state.multiByteSize = PrintState.Size(width: n & 0x04 != 0 ? 2 : 1, height: n & 0x08 != 0 ? 2 : 1)
    state.multiByteUnderline = n & 0x80 != 0 ? max(1, state.multiByteUnderline) : 0
  }

  /// FS C: JIS and Shift-JIS on Japanese models; GB18030 and Big5 on Chinese clones.
  private mutating func selectCodeSystem(_ n: UInt8) {
    switch (profile.multiByte?.encoding, n & 0x0F) {
    case ("shift-jis", 0): text.select(.jis)
    case ("shift-jis", 1): text.select(.shiftJIS)
    case (_, 0) where has(.big5ByFSC): text.select(.gb(fourByte: profile.takesFourByte))
    case (_, 1) where has(.big5ByFSC): text.select(.big5)
    default: break
    }
  }

  private mutating func fileSeparatorBlock(_ head: [UInt8], _ data: [UInt8]) {
    guard data.count >= 2 else { return note(data: data) }
    switch (head[2], data[0]) {
    case (0x41, 0x30): state.multiByteFont = Int(data[1] & 0x0F)
    case (0x43, 0x30) where data[1] & 0x0F == 2:
      state.isUTF8 = true
      state.isMultiByte = true
      text.select(.utf8)
    case (0x43, 0x30):
      guard state.isUTF8 else { return }
      state.isUTF8 = false
      state.isMultiByte = profile.multiByte?.mode == .onAtStart
      text = freshText
    // Which font wins where several have a glyph; automatic status of more kinds.
    case (0x43, 0x3C), (0x65, _): break
    // FS ( E prints logos by itself at every cut from now on, FS ( L is for labels, ( f and ( g for cheques.
    default: note(data: data)
    }
  }

  /// FS 2: 24 columns of 24 dots.
  private mutating func defineMultiByteGlyph(_ head: [UInt8]) {
    guard head.count == 76 else { return }
    let code = UInt16(head[2]) << 8 | UInt16(head[3])
    guard userMultiByteGlyphs.count < 256 || userMultiByteGlyphs[code] != nil else { return }
    userMultiByteGlyphs[code] = Bitmap(columns: 24, bytesPerColumn: 3, head[4...])
  }
}
