extension BarcodeSymbology {
  /// The m of GS k, function B (Epson ESC/POS); nil: GS k does not set it.
  package var gsK: UInt8? {
    switch self {
    case .upcA: 65
    case .upcE: 66
    case .ean13: 67
    case .ean8: 68
    case .code39: 69
    case .itf: 70
    case .codabar: 71
    case .code93: 72
    case .code128: 73
    case .gs1128: 74
    case .dataBar: 75
    case .dataBarLimited: 77
    case .dataBarExpanded: 78
    default: nil
    }
  }

  /// From the m of GS k, function A or B. 76 is DataBar Truncated, which differs in height alone; 79 is Code 128 whose
  /// subsets the printer chooses.
  package init?(gsK m: UInt8) {
    let b = m <= 6 ? m + 65 : m
    switch b {
    case 76: self = .dataBar
    case 79: self = .code128
    default:
      guard let symbology = Self.allCases.first(where: { $0.gsK == b }) else { return nil }
      self = symbology
    }
  }

  /// The n of GS ( k, cn 51, function 80; nil: not one of the two-dimensional DataBar codes.
  var gsParenK: UInt8? {
    switch self {
    case .dataBarStacked: 73
    case .dataBarExpandedStacked: 76
    default: nil
    }
  }

  /// The least height of a row of bars in modules (GS1 General Specifications, 5.5.2.1 and 5.5.2.3); nil: not a stacked
  /// code, its height is free.
  package var stackedRowHeight: Int? {
    switch self {
    case .dataBarStacked: 33
    case .dataBarExpandedStacked: 34
    default: nil
    }
  }

  /// UnifiedPOS PTR_BCS_…; DataBar Limited has none.
  package var upos: Int? {
    switch self {
    case .upcA: 101
    case .upcE: 102
    case .ean8: 103
    case .ean13: 104
    case .code2of5: 105
    case .itf: 106
    case .codabar: 107
    case .code39: 108
    case .code93: 109
    case .code128: 110
    case .upcASupplement: 111
    case .upcESupplement: 112
    case .ean8Supplement: 118
    case .ean13Supplement: 119
    case .gs1128: 120
    case .dataBar: 131
    case .dataBarExpanded: 132
    case .dataBarStacked: 133
    case .dataBarExpandedStacked: 134
    case .dataBarLimited: nil
    }
  }

  /// nil for UPC-D (113–117), OCR (121, 122) and what is not one-dimensional. The data of 123 (Code 128 parsed) is
  /// what GS k 73 takes: `Barcode(gsK: 73, data)`.
  package init?(upos: Int) {
    guard let symbology = Self.allCases.first(where: { $0.upos == upos }) else { return nil }
    self = symbology
  }

  /// zint 2.11's BARCODE_… number.
  package var zintSymbology: Int {
    switch self {
    case .upcA, .upcASupplement: 35  // UPCA_CHK
    case .upcE, .upcESupplement: 38  // UPCE_CHK
    case .ean8, .ean13, .ean8Supplement, .ean13Supplement: 14  // EANX_CHK
    case .code2of5: 7  // C25IND
    case .itf: 3  // C25INTER
    case .codabar: 18  // CODABAR
    case .code39: 8  // CODE39
    case .code93: 25  // CODE93
    case .code128: 20  // CODE128
    case .gs1128: 16  // GS1_128
    case .dataBar: 29  // DBAR_OMN
    case .dataBarStacked: 80  // DBAR_OMNSTK
    case .dataBarLimited: 30  // DBAR_LTD
    case .dataBarExpanded: 31  // DBAR_EXP
    case .dataBarExpandedStacked: 81  // DBAR_EXPSTK
    }
  }
}
