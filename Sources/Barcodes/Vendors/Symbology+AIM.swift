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
      case UInt8(ascii: "D"): .codeOne
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
      case UInt8(ascii: "d"): modifier == 2 || modifier == 5 ? .gs1DataMatrix : .dataMatrix
      case UInt8(ascii: "e"): modifier == 0 ? .gs1DataBar : .gs1Composite
      case UInt8(ascii: "h"): .hanXin
      case UInt8(ascii: "o"): modifier == 2 ? .ocrB : modifier == 1 ? .ocrA : .other
      case UInt8(ascii: "z"): .aztec
      default: .other
      }
  }

  private static func ean(_ modifier: Int, length: Int) -> Symbology {
    switch modifier {
    case 1, 2, 3: .eanAddOn
    case 4: length > 8 ? .ean8AddOn : .ean8
    default: length == 12 ? .upcA : length == 8 ? .ean8 : .ean13
    }
  }

  /// What a scan is by all that is known: the identifier, and the scanner maker's own word where it tells more.
  package init(_ identifier: AIMIdentifier?, maker: Symbology?, length: Int) {
    guard let identifier else {
      self = maker ?? .unknown
      return
    }
    let told = Symbology(identifier, length: length)
    guard let maker, maker != told else {
      self = told
      return
    }
    self =
      switch (told, maker) {
      case (.other, _), (.ean13, .upcA), (.ean13, .upcE), (.upcA, .upcE), (.ean8, .upcE), (.ean13, .eanAddOn),
        (.eanAddOn, .upcAAddOn), (.eanAddOn, .upcEAddOn), (.eanAddOn, .ean8AddOn), (.ean13, .upcAAddOn),
        (.ean13, .upcEAddOn), (.ean8, .ean8AddOn), (.code39, .code32), (.code39, .trioptic), (.qr, .microQR),
        (.gs1DataBar, .gs1DataBarLimited), (.gs1DataBar, .gs1DataBarExpanded), (.code2of5, .matrix2of5),
        (.code2of5, .chinaPost):
        maker
      default: told
      }
  }
}
