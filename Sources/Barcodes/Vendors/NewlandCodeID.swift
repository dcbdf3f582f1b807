/// Newland's Code ID, one letter, sent before the data of serial scanners (factory settings of its user guides' table;
/// each can be set to another).
package enum NewlandCodeID {
  /// nil for a letter that is not known. One letter stands for two lengths of EAN, and of UPC.
  package static func symbology(_ id: UInt8, length: Int) -> Symbology? {
    switch id {
    case UInt8(ascii: "d"): length == 8 ? .ean8 : .ean13
    case UInt8(ascii: "c"): length == 12 || length == 13 ? .upcA : .upcE
    case UInt8(ascii: "a"): .codabar
    case UInt8(ascii: "b"): .code39
    case UInt8(ascii: "e"): .itf
    case UInt8(ascii: "i"): .code93
    case UInt8(ascii: "r"): .pdf417
    case UInt8(ascii: "s"): .qr
    case UInt8(ascii: "u"): .dataMatrix
    case UInt8(ascii: "z"): .aztec
    // GS1-128 has it too; what begins with FNC1 is known by that.
    case UInt8(ascii: "j"): .code128
    default: nil
    }
  }
}
