/// What kind of barcode it was, by the words that `scanner.data` uses.
package enum Symbology: String, CaseIterable, Hashable, Sendable {
  case ean13, ean8, upcA, upcE
  /// EAN-13 with two or five more digits, and the same of the others.
  case eanAddOn, ean8AddOn, upcAAddOn, upcEAddOn
  case code39, code32, trioptic, code128, gs1_128 = "gs1-128", isbt128, codabar, code93, code11
  case itf, code2of5, matrix2of5, telepen, msi, plessey
  case code16k, code49, codablock256, codablockF, codablockA, codeOne
  case pdf417, microPDF417, maxiCode, dataMatrix, gs1DataMatrix, qr, microQR, gs1QR, aztec, hanXin, dotCode
  case gs1DataBar, gs1DataBarLimited, gs1DataBarExpanded, gs1Composite, ocrA, ocrB, chinaPost
  case other
  /// The scanner did not say.
  case unknown
}

extension Symbology {
  /// UnifiedPOS ScanDataType (SCAN_SDT_…) of the symbology as such.
  package var scanDataType: Int {
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
    case .upcAAddOn: 111
    case .upcEAddOn: 112
    case .ean8AddOn: 118
    case .eanAddOn: 119
    case .gs1_128: 120
    case .ocrA: 121
    case .ocrB: 122
    case .gs1DataBar: 131
    case .gs1DataBarExpanded: 132
    case .gs1DataBarLimited: 134
    case .matrix2of5: 136
    case .code32: 138
    case .trioptic: 140
    case .isbt128: 141
    case .code11: 142
    case .msi: 143
    case .plessey: 144
    case .telepen: 145
    case .gs1Composite: 151
    case .pdf417: 201
    case .maxiCode: 202
    case .dataMatrix: 203
    case .qr: 204
    case .microQR: 205
    case .aztec: 206
    case .microPDF417: 207
    case .gs1DataMatrix: 208
    case .gs1QR: 209
    case .code49: 210
    case .code16k: 211
    case .codablockA: 212
    case .codablockF: 213
    case .codablock256: 214
    case .hanXin: 215
    case .chinaPost: 303
    case .dotCode, .codeOne, .other: 501
    case .unknown: 0
    }
  }

  /// The same, where the identifier tells more: that a check digit was verified, or which composite component it was.
  package func scanDataType(_ identifier: AIMIdentifier?) -> Int {
    guard let identifier else { return scanDataType }
    switch (self, identifier.code, identifier.modifierValue) {
    case (.code39, UInt8(ascii: "A"), 1), (.code39, UInt8(ascii: "A"), 3), (.code39, UInt8(ascii: "A"), 5),
      (.code39, UInt8(ascii: "A"), 7):
      return 137
    case (.itf, UInt8(ascii: "I"), 1), (.itf, UInt8(ascii: "I"), 3): return 133
    case (.gs1Composite, UInt8(ascii: "e"), 2): return 152
    case (.gs1Composite, UInt8(ascii: "e"), 3): return 153
    default: return scanDataType
    }
  }

  /// Whether its data are element strings of GS1.
  package var isGS1: Bool {
    switch self {
    case .gs1_128, .gs1DataBar, .gs1DataBarLimited, .gs1DataBarExpanded, .gs1DataMatrix, .gs1QR, .gs1Composite: true
    default: false
    }
  }

  /// One of the symbols of the shelf: digits only, and the symbol itself proves that they were read right.
  package var isRetail: Bool {
    switch self {
    case .ean13, .ean8, .upcA, .upcE, .eanAddOn, .ean8AddOn, .upcAAddOn, .upcEAddOn: true
    default: false
    }
  }

  /// Whether a symbol of this kind can hold a sentence or an address.
  package var holdsText: Bool {
    switch self {
    case .qr, .dataMatrix, .aztec, .pdf417, .microPDF417, .hanXin, .dotCode, .maxiCode, .microQR: true
    default: false
    }
  }
}
