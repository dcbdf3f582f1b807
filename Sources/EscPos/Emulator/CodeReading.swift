/// How codes are named in the text rendition, and about how large those are that only an encoder could measure.
enum CodeReading {
  static func word(_ symbology: BarcodeSymbology) -> String {
    switch symbology {
    case .upcA: "UPC-A"
    case .upcE: "UPC-E"
    case .ean8: "EAN8"
    case .ean13: "EAN13"
    case .code39: "CODE39"
    case .itf: "ITF"
    case .codabar: "CODABAR"
    case .code93: "CODE93"
    case .code128: "CODE128"
    case .gs1128: "GS1-128"
    default: symbology.rawValue
    }
  }

  static func width(_ barcode: Barcode) -> Int {
    barcode.mostWidth() ?? (barcode.data.utf8.count + 4) * 11 * barcode.moduleWidth
  }

  static func size(_ symbol: Symbol) -> (width: Int, height: Int) {
    if let size = symbol.mostSize() { return size }
    var side = 15
    while side * side < symbol.data.count * 12 + 150, side < 151 { side += 4 }
    return (side * symbol.moduleSize, side * symbol.moduleSize)
  }
}
