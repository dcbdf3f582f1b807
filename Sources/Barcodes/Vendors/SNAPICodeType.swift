/// Zebra's code types in SNAPI reports: the low byte of the type field (as two independent SNAPI hosts name them).
package enum SNAPICodeType {
  /// nil for a type that is not known.
  package static func symbology(_ type: UInt8) -> Symbology? {
    switch type {
    case 1: .code39
    case 2: .codabar
    case 3: .code128
    case 4, 5: .code2of5
    case 6: .itf
    case 7: .code93
    case 8: .upcA
    case 9, 16: .upcE
    case 10: .ean8
    case 11: .ean13
    case 12: .code11
    case 14: .msi
    case 15: .gs1_128
    case 17: .pdf417
    case 21: .trioptic
    case 22: .ean13
    case 25: .isbt128
    case 26: .microPDF417
    case 27: .dataMatrix
    case 28: .qr
    case 32: .code32
    case 37: .maxiCode
    case 44: .microQR
    case 45: .aztec
    case 48: .gs1DataBar
    case 49: .gs1DataBarLimited
    case 50: .gs1DataBarExpanded
    // With an add-on of two digits (+40), and of five (+80).
    case 72, 136: .upcAAddOn
    case 73, 80, 137, 144: .upcEAddOn
    case 74, 138: .ean8AddOn
    case 75, 139: .eanAddOn
    case 81...104: .gs1Composite
    case 114: .code2of5
    default: nil
    }
  }
}
