/// The identifier at the end of a label of an IBM/OEM USB scanner (as Datalogic's driver for these reads it).
package enum OEMLabelIdentifier {
  /// Of the one byte of UPC and EAN; nil for a byte that is none of them.
  package static func short(_ id: UInt8) -> Symbology? {
    switch id {
    case 0x0A: .upcE
    case 0x0C: .ean8
    case 0x0D: .upcA
    case 0x16: .ean13
    default: nil
    }
  }

  /// Of the middle byte of `ff id 0B`; nil for an id that is not known.
  package static func long(_ id: UInt8) -> Symbology? {
    switch id {
    case 0x0A: .code39
    case 0x0C: .code2of5
    case 0x0D: .itf
    case 0x0E: .codabar
    case 0x11, 0x16: .upcAAddOn
    case 0x12, 0x14: .upcEAddOn
    case 0x13, 0x15: .eanAddOn
    case 0x17, 0x1D: .ean8AddOn
    case 0x18: .code128
    case 0x19: .code93
    case 0x20...0x23: .gs1Composite
    case 0x25: .gs1_128
    case 0x2A: .gs1DataBar
    case 0x2B: .gs1DataBarExpanded
    case 0x2E: .pdf417
    case 0x2F: .maxiCode
    case 0x30: .ocrA
    case 0x31: .ocrB
    case 0x32: .dataMatrix
    case 0x33: .qr
    case 0x34: .aztec
    case 0x36: .gs1DataMatrix
    case 0x37: .gs1QR
    case 0x38: .microPDF417
    default: nil
    }
  }
}
