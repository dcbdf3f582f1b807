import Barcodes

/// Whose language a HID POS scanner speaks beside the reports that the usage tables define; found by its reports.
enum HIDPOSMaker: Sendable {
  /// Honeywell and what copies it: AIM identifiers, Code IDs, serial commands in a report of the page FF66.
  case honeywell
  /// Newland: no AIM identifier, ids of its own, unified commands in output report 4.
  case newland
  case other
}

extension HIDPOSMaker {
  /// What the byte beside the data says.
  func symbology(_ id: UInt32) -> Symbology? {
    switch self {
    case .newland: NewlandSymbologyID.symbology(Int(id))
    case .honeywell, .other: UInt8(exactly: id).flatMap { HoneywellCodeID.symbology($0) }
    }
  }

  /// SYN BEL CR; Newland BEEPON, frequency in Hz and duration in ms.
  var goodBeep: [UInt8]? {
    switch self {
    case .honeywell: [0x16, 0x07, 0x0D]
    case .newland: Self.unified("BEEPON2700F100T")
    case .other: nil
    }
  }

  /// Honeywell's serial language has only one beep.
  var errorBeep: [UInt8]? { self == .newland ? Self.unified("BEEPON400F400T") : nil }

  /// SYN T CR; Newland SCNTRG1.
  var pull: [UInt8]? {
    switch self {
    case .honeywell: [0x16, 0x54, 0x0D]
    case .newland: Self.unified("SCNTRG1")
    case .other: nil
    }
  }

  /// SYN U CR; Newland SCNTRG0.
  var letGo: [UInt8]? {
    switch self {
    case .honeywell: [0x16, 0x55, 0x0D]
    case .newland: Self.unified("SCNTRG0")
    case .other: nil
    }
  }

  /// Newland's unified command set: ~ SOH 0000, # for "do not store", tag and data, ; ETX.
  private static func unified(_ command: StaticString) -> [UInt8] {
    var bytes: [UInt8] = [0x7E, 0x01, 0x30, 0x30, 0x30, 0x30, 0x23]
    command.withUTF8Buffer { bytes += $0 }
    return bytes + [0x3B, 0x03]
  }
}
