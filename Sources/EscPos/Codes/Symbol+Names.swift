extension Symbol.Kind {
  /// Its name in a profile.
  package var name: PrinterProfile.SymbolName {
    switch self {
    case .qr: .qr
    case .microQR: .microQR
    case .pdf417: .pdf417
    case .microPDF417: .microPDF417
    case .dataMatrix: .dataMatrix
    case .aztec: .aztec
    case .maxiCode: .maxiCode
    }
  }

  /// UnifiedPOS PTR_BCS_….
  package var upos: Int {
    switch self {
    case .pdf417: 201
    case .maxiCode: 202
    case .dataMatrix: 203
    case .qr: 204
    case .microQR: 205
    case .aztec: 206
    case .microPDF417: 207
    }
  }

  /// With the options that UnifiedPOS leaves to the service.
  package init?(upos: Int) {
    switch upos {
    case 201: self = .pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: false)
    case 202: self = .maxiCode(mode: 4)
    case 203: self = .dataMatrix
    case 204: self = .qr(.medium)
    case 205: self = .microQR(.low)
    case 206: self = .aztec(errorCorrection: nil)
    case 207: self = .microPDF417
    default: return nil
    }
  }

  /// zint 2.11's BARCODE_… number.
  package var zintSymbology: Int {
    switch self {
    case .qr: 58  // QRCODE
    case .microQR: 97  // MICROQR
    case .pdf417(_, _, _, false): 55  // PDF417
    case .pdf417(_, _, _, true): 56  // PDF417COMP
    case .microPDF417: 84  // MICROPDF417
    case .dataMatrix: 71  // DATAMATRIX
    case .aztec: 92  // AZTEC
    case .maxiCode: 57  // MAXICODE
    }
  }
}
