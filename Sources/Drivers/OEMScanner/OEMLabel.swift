import Barcodes

/// A label, or a part of one, and the identifier behind it.
struct OEMLabel: Sendable {
  var data: ArraySlice<UInt8>
  /// Tells the parts of one label from the next one.
  var identifier: UInt8
  var symbology: Symbology?
  /// The rest comes in the next report.
  var isContinued: Bool

  /// nil without a whole identifier.
  ///
  /// Three bytes `flags id 0B`; four that end with zero, which some Gryphons send broken as `04 00 00 00`; one byte for UPC
  /// and EAN (Datalogic's driver for these scanners). Flag 10 is "more follows".
  init?(_ body: ArraySlice<UInt8>) {
    let bytes = Array(body)
    switch bytes.last {
    case 0x0B where bytes.count >= 3:
      identifier = bytes[bytes.count - 2]
      symbology = OEMLabelIdentifier.long(identifier)
      isContinued = bytes[bytes.count - 3] & 0x10 != 0
      data = body.dropLast(3)
    case 0x00 where bytes.count >= 4:
      let isWhole = bytes[bytes.count - 2] == 0x0B
      identifier = isWhole ? bytes[bytes.count - 3] : 0
      symbology = isWhole ? OEMLabelIdentifier.long(identifier) : nil
      isContinued = bytes[bytes.count - 4] & 0x10 != 0
      data = body.dropLast(4)
    case let id? where id != 0x00 && id != 0x0B && id < 0x20:
      identifier = id
      symbology = OEMLabelIdentifier.short(id)
      isContinued = false
      data = body.dropLast()
    default: return nil
    }
  }
}
