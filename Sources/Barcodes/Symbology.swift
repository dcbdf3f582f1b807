/// What kind of barcode it was, by the words that `scanner.data` uses.
package enum Symbology: String, CaseIterable, Hashable, Sendable {
  case ean13, ean8, upcA, eanAddOn
  case code39, code128, gs1_128 = "gs1-128", isbt128, codabar, code93, code11, itf, code2of5, telepen, msi, plessey
  case code16k, code49, codablock256, codablockF, codablockA
  case pdf417, microPDF417, maxiCode, dataMatrix, gs1DataMatrix, qr, gs1QR, aztec, hanXin, dotCode
  case gs1DataBar, gs1Composite, ocrA, ocrB
  case other
  /// The scanner did not say.
  case unknown
}

extension Symbology {
  /// From the AIM identifier (ISO/IEC 15424, annex of symbology identifiers).
  ///
  /// `length` tells EAN-13 from UPC-A, which share `]E0` where a scanner strips the leading zero.
  package init(_ identifier: AIMIdentifier, length: Int) {
    let modifier = identifier.modifierValue
    self =
      switch identifier.code {
      case UInt8(ascii: "A"): .code39
      case UInt8(ascii: "B"): .telepen
      case UInt8(ascii: "C"): modifier == 1 ? .gs1_128 : modifier == 4 ? .isbt128 : .code128
      case UInt8(ascii: "E"): Self.ean(modifier, length: length)
      case UInt8(ascii: "F"): .codabar
      case UInt8(ascii: "G"): .code93
      case UInt8(ascii: "H"): .code11
      case UInt8(ascii: "I"): .itf
      case UInt8(ascii: "J"): .dotCode
      case UInt8(ascii: "K"): .code16k
      case UInt8(ascii: "L"): modifier >= 3 ? .microPDF417 : .pdf417
      case UInt8(ascii: "M"): .msi
      case UInt8(ascii: "N"), UInt8(ascii: "P"): .plessey
      case UInt8(ascii: "O"): modifier >= 6 ? .codablockA : modifier >= 4 ? .codablockF : .codablock256
      case UInt8(ascii: "Q"): modifier == 3 || modifier == 4 ? .gs1QR : .qr
      case UInt8(ascii: "R"), UInt8(ascii: "S"): .code2of5
      case UInt8(ascii: "T"): .code49
      case UInt8(ascii: "U"): .maxiCode
      case UInt8(ascii: "d"): modifier == 2 ? .gs1DataMatrix : .dataMatrix
      case UInt8(ascii: "e"): modifier == 0 ? .gs1DataBar : .gs1Composite
      case UInt8(ascii: "h"): .hanXin
      case UInt8(ascii: "o"): modifier == 2 ? .ocrB : .ocrA
      case UInt8(ascii: "z"): .aztec
      default: .other
      }
  }

  private static func ean(_ modifier: Int, length: Int) -> Symbology {
    switch modifier {
    case 1, 2, 3: .eanAddOn
    case 4: .ean8
    default: length == 12 ? .upcA : length == 8 ? .ean8 : .ean13
    }
  }

  /// UnifiedPOS ScanDataType (SCAN_SDT_…).
  package var scanDataType: Int {
    switch self {
    case .upcA: 101
    case .ean8: 103
    case .ean13: 104
    case .code2of5: 105
    case .itf: 106
    case .codabar: 107
    case .code39: 108
    case .code93: 109
    case .code128: 110
    case .eanAddOn: 119
    case .gs1_128: 120
    case .ocrA: 121
    case .ocrB: 122
    case .gs1DataBar: 131
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
    case .dotCode, .other: 501
    case .unknown: 0
    }
  }
}
