extension PrinterEmulator {
  /// GS k, both forms; what the symbology cannot hold is left out, and listed.
  mutating func barcode(_ head: [UInt8], _ data: [UInt8]) {
    // In a line that has begun its data are taken for text (Epson ESC/POS, GS k).
    guard page != nil || line.isEmpty else {
      note(data: data)
      for byte in head.dropFirst(3) + data where byte >= 0x20 { write(byte) }
      return
    }
    if let symbol = cloneSymbol(head, data) { return printCode(symbol, data) }
    let bytes = head[2] >= 65 ? data : Array(head.dropFirst(3).prefix { $0 != 0 })
    let isKnown = !(75...78).contains(head[2]) || !has(.noDataBar)
    let code = Barcode(
      gsK: head[2], bytes, moduleWidth: state.barcodeWidth, height: state.barcodeHeight, text: state.barcodeText)
    if isKnown, let code { printCode(code, data) } else { note(data: data) }
    // Seen on the NT-5890K: the old form puts the settings back.
    if head[2] < 65, has(.resetsBarcodeSettings) {
      state.barcodeHeight = freshState.barcodeHeight
      state.barcodeWidth = freshState.barcodeWidth
      state.barcodeText = freshState.barcodeText
    }
  }

  /// What codes have room for. What is wider is on no paper, and is listed.
  private var codeRoom: Int { page == nil ? areaWidth : areaWidth - line.x }

  private mutating func printCode(_ code: Barcode, _ data: [UInt8]) {
    let lines = code.text == .none ? 0 : code.text == .both ? 2 : 1
    let letters = (profile.fonts[state.barcodeFont]?.height ?? 24) * lines
    let (width, height) = (CodeReading.width(code), code.fullHeight() + letters)
    guard width <= codeRoom else {
      note(data: data)
      // The paper is fed as if it was there (Epson TM-T88III, GS k).
      if page == nil {
        flushLine()
        advancePaper(height)
      }
      return
    }
    printBlock(
      .barcode(code), width: width, height: height,
      reading: "[barcode \(CodeReading.word(code.symbology)) \(code.data)]")
  }

  private mutating func printCode(_ symbol: Symbol, _ data: [UInt8]) {
    guard let symbol = fitted(symbol) else { return note(data: data) }
    let size = CodeReading.size(symbol)
    guard size.width <= codeRoom else { return note(data: data) }
    let word = "\(symbol.kind.name)".lowercased()
    printBlock(
      .symbol(symbol), width: size.width, height: size.height,
      reading: "[\(word) \(String(decoding: symbol.data, as: UTF8.self))]")
  }

  /// With the columns that there is room for, where they are left to the printer.
  private func fitted(_ symbol: Symbol) -> Symbol? {
    do { return try symbol.checked().fitted(to: codeRoom) } catch { return nil }
  }

  /// GS k m v r nL nH d…: m 32 or 97 is QR, 33 or 98 Data Matrix, 34 or 99 PDF417 (print801); GS w is their size.
  private func cloneSymbol(_ head: [UInt8], _ data: [UInt8]) -> Symbol? {
    guard head.count == 7, !data.isEmpty else { return nil }
    switch head[2] {
    case 32, 97:
      // r is 1 to 4 for L, M, Q, H.
      let levels: [Symbol.QRErrorCorrection] = [.low, .medium, .quartile, .high]
      return Symbol(.qr(levels[min(max(Int(head[4]), 1), 4) - 1]), data, moduleSize: state.barcodeWidth)
    case 33, 98: return Symbol(.dataMatrix, data, moduleSize: state.barcodeWidth)
    case 34, 99:
      return Symbol(
        .pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: false), data, moduleSize: state.barcodeWidth)
    default: return nil
    }
  }

  /// GS ( k: `data` from cn on.
  mutating func symbolBlock(_ data: [UInt8]) {
    guard data.count >= 3 else { return note(data: data) }
    if data[1] == 80 { storedSymbol = data.count }
    // What is stored may be printed over and over with eight bytes each.
    guard data[1] != 81 || allowance.spend(storedSymbol / 8) else { return note(data: data) }
    switch symbols.take(cn: data[0], fn: data[1], parameters: Array(data.dropFirst(2))) {
    case .symbol(let symbol): printCode(symbol, data)
    case .barcode(let code): printCode(code, data)
    case .reply(let bytes): effects.append(.reply(bytes))
    case nil: if data[1] == 81 || !isKnown(data) { note(data: data) }
    }
  }

  /// Whether a setting of GS ( k is one that is shown; data is `cn fn n…`.
  private func isKnown(_ data: [UInt8]) -> Bool {
    switch (data[0], data[1]) {
    case (48...54, 80), (48...54, 82), (48, 65...70), (49, 67), (49, 69), (50, 65), (51, 67), (53, 67), (53, 69),
      (54, 67):
      true
    // QR: model 1 is drawn as model 2, which most readers know alone.
    case (49, 65): data[2] != 49
    // The widest row of an expanded DataBar; 0 is as wide as it has to be.
    case (51, 71): data.dropFirst(2).allSatisfy { $0 == 0 }
    // Aztec and Data Matrix: only what the printer chooses by itself.
    case (53, 66): data.count == 4 && data[2] & 1 == 0 && data[3] == 0
    case (54, 66): data.count == 5 && data[2] & 1 == 0 && data[3] == 0 && data[4] == 0
    default: false
    }
  }
}
