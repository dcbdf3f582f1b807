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

  /// Whose commands go into the command report.
  var commands: ScannerMaker? {
    switch self {
    case .honeywell: .honeywell
    case .newland: .newland
    case .other: nil
    }
  }
}
