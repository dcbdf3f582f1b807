extension PrinterEmulator {
  /// GS k, both forms.
  mutating func barcode(_ head: [UInt8], _ data: [UInt8]) {
    if dialect == .cloneA, let kind = cloneSymbol(head, data) { return printCode(kind) }
    guard let symbology = CodeReading.symbology(head[2]) else { return note(head) }
    let bytes = head[2] >= 65 ? data[...] : head.dropFirst(3).filter { $0 != 0 }[...]
    let text =
      symbology == .code128 || symbology == .gs1128
      ? CodeReading.code128(bytes) : String(decoding: bytes, as: UTF8.self)
    let isKnown = dialect != .cloneB || !(75...78).contains(head[2])
    if isKnown, !text.isEmpty { printCode(symbology, text) } else { note(head) }
    if dialect == .cloneB, head[2] < 65 {
      let fresh = freshState
      state.barcodeHeight = fresh.barcodeHeight
      state.barcodeWidth = fresh.barcodeWidth
      state.barcodeText = fresh.barcodeText
    }
  }

  private mutating func printCode(_ symbology: BarcodeSymbology, _ text: String) {
    let code = Barcode(
      symbology, text, moduleWidth: state.barcodeWidth, height: state.barcodeHeight, text: state.barcodeText)
    let lines = state.barcodeText == .none ? 0 : state.barcodeText == .both ? 2 : 1
    let letters = (profile.fonts[state.barcodeFont]?.height ?? 24) * lines
    printBlock(
      .barcode(code), width: CodeReading.modules(symbology, text) * state.barcodeWidth,
      height: state.barcodeHeight + letters, reading: "[barcode \(CodeReading.word(symbology)) \(text)]")
  }

  private mutating func printCode(_ symbol: Symbol) {
    let size = SymbolSettings.modules(symbol)
    let text = String(decoding: symbol.data, as: UTF8.self)
    printBlock(
      .symbol(symbol), width: size.width * symbol.moduleSize, height: size.height * symbol.moduleSize,
      reading: "[\(SymbolSettings.word(symbol.kind)) \(text)]")
  }

  /// GS k m v r nL nH d…: m 32 or 97 is QR, 33 or 98 Data Matrix, 34 or 99 PDF417 (print801).
  private func cloneSymbol(_ head: [UInt8], _ data: [UInt8]) -> Symbol? {
    guard head.count == 7, !data.isEmpty else { return nil }
    switch head[2] {
    case 32, 97:
      let levels: [Symbol.QRErrorCorrection] = [.low, .medium, .quartile, .high]
      return Symbol(.qr(levels[Int(head[4] & 3)]), data, moduleSize: 4)
    case 33, 98: return Symbol(.dataMatrix, data, moduleSize: 4)
    case 34, 99:
      return Symbol(.pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: false), data, moduleSize: 2)
    default: return nil
    }
  }

  /// GS ( k: `data` from cn on.
  mutating func symbolBlock(_ data: [UInt8]) {
    guard data.count >= 3 else { return }
    switch data[1] {
    case 81: printSymbol(data[0])
    case 82: transmitSize(data[0])
    default: symbols.set(data)
    }
  }

  private mutating func printSymbol(_ kind: UInt8) {
    if let symbol = symbols.symbol(kind) { return printCode(symbol) }
    guard let data = symbols.stored[kind], data.count > 1 else { return }
    // DataBar and composite codes begin with the number of the linear code.
    let text = String(decoding: data.dropFirst(kind == 0x33 ? 1 : 2), as: UTF8.self)
    let symbology: BarcodeSymbology =
      kind == 0x33 && data[0] == 76 ? .dataBarExpandedStacked : kind == 0x33 ? .dataBarStacked : .dataBar
    let code = Barcode(symbology, text, moduleWidth: symbols.moduleSize(kind), height: 66, text: .none)
    printBlock(
      .barcode(code), width: CodeReading.modules(symbology, text) * symbols.moduleSize(kind), height: 66,
      reading: "[barcode \(CodeReading.word(symbology)) \(text)]")
  }

  /// Function 82: 37 36 width 1F height 1F 31 1F kind 00, in dots.
  private mutating func transmitSize(_ kind: UInt8) {
    guard let symbol = symbols.symbol(kind) else { return }
    let size = SymbolSettings.modules(symbol)
    let text = "\(size.width * symbol.moduleSize)\u{1F}\(size.height * symbol.moduleSize)\u{1F}1\u{1F}"
    let identifiers: [UInt8: UInt8] = [0x30: 0x2F, 0x31: 0x36, 0x32: 0x37, 0x35: 0x3B, 0x36: 0x3A]
    effects.append(.reply([0x37, identifiers[kind] ?? 0x36] + Array(text.utf8) + [0x30, 0x00]))
  }
}
