/// Honeywell's Code ID, one letter; in HID POS reports byte 61 (Honeywell HID POS application note, and the tables of
/// its scanners' manuals).
package enum HoneywellCodeID {
  /// nil for an id that stands for no barcode, or for none that is known.
  package static func symbology(_ id: UInt8) -> Symbology? {
    switch id {
    case UInt8(ascii: "d"): .ean13
    case UInt8(ascii: "D"): .ean8
    case UInt8(ascii: "c"): .upcA
    case UInt8(ascii: "E"): .upcE
    case UInt8(ascii: "a"): .codabar
    case UInt8(ascii: "b"): .code39
    case UInt8(ascii: "<"): .code32
    case UInt8(ascii: "e"): .itf
    case UInt8(ascii: "f"): .code2of5
    case UInt8(ascii: "Y"): .code2of5
    case UInt8(ascii: "m"): .matrix2of5
    case UInt8(ascii: "Q"): .chinaPost
    case UInt8(ascii: "g"): .msi
    case UInt8(ascii: "h"): .code11
    case UInt8(ascii: "i"): .code93
    case UInt8(ascii: "j"): .code128
    case UInt8(ascii: "I"): .gs1_128
    case UInt8(ascii: "l"): .code49
    case UInt8(ascii: "t"): .telepen
    case UInt8(ascii: "q"): .codablockF
    case UInt8(ascii: "V"): .codablockA
    case UInt8(ascii: "T"): .code39
    case UInt8(ascii: "r"): .pdf417
    case UInt8(ascii: "R"): .microPDF417
    case UInt8(ascii: "s"): .qr
    case UInt8(ascii: "w"): .dataMatrix
    case UInt8(ascii: "x"): .maxiCode
    case UInt8(ascii: "z"): .aztec
    case UInt8(ascii: "H"): .hanXin
    // 79 for all of DataBar in new firmware; 7C only names the omnidirectional one in newer tables.
    case UInt8(ascii: "y"), UInt8(ascii: "|"): .gs1DataBar
    case UInt8(ascii: "{"): .gs1DataBarLimited
    case UInt8(ascii: "}"): .gs1DataBarExpanded
    default: nil
    }
  }
}
