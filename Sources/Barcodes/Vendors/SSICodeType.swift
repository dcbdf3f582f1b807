/// Zebra's code types in SSI packets: the first data byte of DECODE_DATA (SSI Programmer's Guide, table "Code Types").
///
/// The same numbers as in SNAPI, and more.
package enum SSICodeType {
  /// nil for a type that is not known.
  package static func symbology(_ type: UInt8) -> Symbology? {
    switch type {
    case 0x0D: .code49
    case 0x12: .code16k
    case 0x13: .code39
    case 0x22: .isbt128
    case 0x28: .pdf417
    case 0x9A: .microPDF417
    default: SNAPICodeType.symbology(type)
    }
  }
}
