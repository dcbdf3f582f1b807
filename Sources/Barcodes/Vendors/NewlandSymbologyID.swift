/// Newland's symbology id numbers (Serial Programming Command Manual, "Symbology ID Number"; as its Android service
/// reports them). Two-dimensional ones begin at 256, so a report with one byte for it holds only those below.
package enum NewlandSymbologyID {
  /// nil for a number that is not known; 0 is "the scanner does not say".
  package static func symbology(_ number: Int) -> Symbology? {
    switch number {
    case 2, 4, 41: .code128
    case 3, 5: .gs1_128
    case 6: .isbt128
    case 7: .ean8
    case 8, 11, 12: .ean13
    case 9, 45: .upcE
    case 10: .upcA
    case 13, 42: .code39
    case 14, 15: .code93
    case 16: .codabar
    case 17...21: .itf
    case 22: .chinaPost
    case 23, 25: .code2of5
    case 24: .matrix2of5
    case 27: .code11
    case 28: .msi
    case 29: .plessey
    case 30, 43: .gs1DataBar
    case 31: .gs1DataBarLimited
    case 32: .gs1DataBarExpanded
    case 33: .telepen
    case 35: .code32
    case 37: .codablockF
    case 38: .codablockA
    case 39: .code49
    case 40: .code16k
    case 44: .trioptic
    case 26, 34, 36: .other
    case 256: .pdf417
    case 257, 273: .microPDF417
    case 258, 274: .qr
    case 259: .microQR
    case 260, 271: .aztec
    case 261, 272: .dataMatrix
    case 262: .maxiCode
    case 263: .hanXin
    case 267...270: .gs1Composite
    case 264...266, 512...520, 769, 770: .other
    case 768: .ocrB
    default: nil
    }
  }
}
