import CZint
import EscPos

/// What zint is told about a code.
struct ZintOrder {
  var symbology: CInt
  var data: [UInt8]
  var inputMode = DATA_MODE
  /// zint's option_1, option_2 and option_3.
  var options: (CInt, CInt, CInt) = (-1, 0, 0)
  /// MaxiCode, modes 2 and 3: the address.
  var primary: [UInt8] = []

  init(_ symbology: CInt, _ data: some Sequence<UInt8>) {
    self.symbology = symbology
    self.data = Array(data)
  }

  init(_ barcode: Barcode) {
    let data = Array(barcode.data.utf8)
    switch barcode.symbology {
    case .upcA: self.init(BARCODE_UPCA, data)
    case .upcE: self.init(BARCODE_UPCE, data)
    case .ean8, .ean13: self.init(BARCODE_EANX, data)
    case .upcASupplement: self.init(BARCODE_UPCA, Self.withSupplement(data))
    case .upcESupplement: self.init(BARCODE_UPCE, Self.withSupplement(data))
    case .ean8Supplement, .ean13Supplement: self.init(BARCODE_EANX, Self.withSupplement(data))
    case .code2of5: self.init(BARCODE_C25IND, data)
    case .itf: self.init(BARCODE_C25INTER, data)
    case .codabar: self.init(BARCODE_CODABAR, data)
    case .code39: self.init(BARCODE_CODE39, data)
    case .code93: self.init(BARCODE_CODE93, data)
    case .code128: self.init(BARCODE_CODE128, data)
    case .gs1128: self.init(gs1: BARCODE_GS1_128, data)
    case .dataBar: self.init(BARCODE_DBAR_OMN, Self.withoutIdentifier(data))
    case .dataBarStacked: self.init(BARCODE_DBAR_STK, Self.withoutIdentifier(data))
    case .dataBarLimited: self.init(BARCODE_DBAR_LTD, Self.withoutIdentifier(data))
    case .dataBarExpanded: self.init(gs1: BARCODE_DBAR_EXP, data)
    case .dataBarExpandedStacked: self.init(gs1: BARCODE_DBAR_EXPSTK, data)
    }
  }

  init(_ symbol: Symbol) {
    switch symbol.kind {
    case .qr(let level):
      self.init(BARCODE_QRCODE, symbol.data)
      options.0 = Self.level(level)
    case .microQR(let level):
      self.init(BARCODE_MICROQR, symbol.data)
      options.0 = Self.level(level)
    case .pdf417(let columns, let rows, let level, let isTruncated):
      self.init(isTruncated ? BARCODE_PDF417COMP : BARCODE_PDF417, symbol.data)
      options = (CInt(clamping: level ?? -1), CInt(clamping: columns), CInt(clamping: rows))
    case .microPDF417: self.init(BARCODE_MICROPDF417, symbol.data)
    case .dataMatrix:
      self.init(BARCODE_DATAMATRIX, symbol.data)
      options.2 = DM_SQUARE
    case .aztec(let percent):
      self.init(BARCODE_AZTEC, symbol.data)
      // zint knows four levels: more than 10, 23, 36 and 50 %.
      if let percent { options.0 = percent <= 16 ? 1 : percent <= 29 ? 2 : percent <= 43 ? 3 : 4 }
    case .maxiCode(let mode):
      self.init(BARCODE_MAXICODE, symbol.data)
      options.0 = CInt(clamping: mode)
      if mode == 2 || mode == 3 { takeAddress() }
    }
  }

  private init(gs1 symbology: CInt, _ data: [UInt8]) {
    self.init(symbology, data)
    inputMode = GS1_MODE | GS1PARENS_MODE
  }

  /// zint wants the supplement after a plus.
  private static func withSupplement(_ data: [UInt8]) -> [UInt8] {
    data.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "+") : $0 }
  }

  /// These symbologies carry a GTIN alone; its (01) is not encoded.
  private static func withoutIdentifier(_ data: [UInt8]) -> [UInt8] {
    let identifier = Array("(01)".utf8)
    return data.starts(with: identifier) ? Array(data.dropFirst(identifier.count)) : data
  }

  private static func level(_ level: Symbol.QRErrorCorrection) -> CInt {
    switch level {
    case .low: 1
    case .medium: 2
    case .quartile: 3
    case .high: 4
    }
  }

  /// Postcode, country and class, separated by GS; the message follows. zint wants them as one row of digits.
  private mutating func takeAddress() {
    let parts = data.split(separator: 0x1D, maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return }
    primary = Array(parts[0]) + Self.threeDigits(parts[1]) + Self.threeDigits(parts[2])
    data = Array(parts[3])
  }

  private static func threeDigits(_ digits: ArraySlice<UInt8>) -> [UInt8] {
    [UInt8](repeating: UInt8(ascii: "0"), count: max(0, 3 - digits.count)) + digits
  }
}
