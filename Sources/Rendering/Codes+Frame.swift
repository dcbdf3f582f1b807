import EscPos

extension FrameWriter {
  mutating func barcode(_ barcode: Barcode) {
    word(barcode.symbology)
    string(barcode.data)
    number(barcode.moduleWidth)
    number(barcode.height)
    word(barcode.text)
  }

  mutating func symbol(_ symbol: Symbol) {
    switch symbol.kind {
    case .qr(let level):
      byte(1)
      word(level)
    case .microQR(let level):
      byte(2)
      word(level)
    case .pdf417(let columns, let rows, let level, let isTruncated):
      byte(3)
      number(columns)
      number(rows)
      optional(level)
      flag(isTruncated)
    case .microPDF417: byte(4)
    case .dataMatrix: byte(5)
    case .aztec(let percent):
      byte(6)
      optional(percent)
    case .maxiCode(let mode):
      byte(7)
      number(mode)
    }
    data(symbol.data)
    number(symbol.moduleSize)
    number(symbol.rowHeight)
  }
}

extension FrameReader {
  mutating func barcode() throws(FrameFault) -> Barcode {
    let symbology = try word(BarcodeSymbology.self)
    var barcode = Barcode(symbology, try string(atMost: RenderLimits.text))
    barcode.moduleWidth = try number(1...64)
    barcode.height = try number(1...RenderLimits.width)
    barcode.text = try word(Barcode.Text.self)
    return barcode
  }

  mutating func symbol() throws(FrameFault) -> Symbol {
    let kind = try symbolKind()
    var symbol = Symbol(kind, try data(atMost: RenderLimits.text))
    symbol.moduleSize = try number(1...64)
    symbol.rowHeight = try number(1...64)
    return symbol
  }

  private mutating func symbolKind() throws(FrameFault) -> Symbol.Kind {
    switch try byte() {
    case 1: return .qr(try word(Symbol.QRErrorCorrection.self))
    case 2: return .microQR(try word(Symbol.QRErrorCorrection.self))
    case 3:
      return .pdf417(
        columns: try number(0...30), rows: try number(0...90), errorCorrection: try optionalNumber(0...8),
        isTruncated: try flag())
    case 4: return .microPDF417
    case 5: return .dataMatrix
    case 6: return .aztec(errorCorrection: try optionalNumber(0...100))
    case 7: return .maxiCode(mode: try number(2...6))
    default: throw fault("a kind of symbol")
    }
  }
}
