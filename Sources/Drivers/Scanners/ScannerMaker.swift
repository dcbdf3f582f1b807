import Barcodes

/// Makers whose scanners have a language of their own: on a serial line identifiers before the data, and commands, which HID
/// POS takes in a report.
package enum ScannerMaker: String, CaseIterable, Hashable, Sendable {
  case honeywell, newland, datalogic

  // MARK: Identifiers

  /// The maker's identifier at the start of `data`; nil if there is none.
  func identifier(of data: [UInt8]) -> (symbology: Symbology, length: Int)? {
    guard data.count > 1, let first = data.first else { return nil }
    switch self {
    case .honeywell: return HoneywellCodeID.symbology(first).map { ($0, 1) }
    case .newland: return NewlandCodeID.symbology(first, length: data.count - 1).map { ($0, 1) }
    case .datalogic: return DatalogicLabelID.split(data).map { ($0.symbology, $0.length) }
    }
  }

  /// The same, only where it cannot be the beginning of the data: before the digits of an EAN or UPC that is right.
  func certainIdentifier(of data: [UInt8]) -> (symbology: Symbology, length: Int)? {
    guard let found = identifier(of: data) else { return nil }
    let digits = data.dropFirst(found.length)
    let lengths =
      switch found.symbology {
      case .ean13: [13]
      case .upcA: [12, 13]
      case .ean8: [8]
      default: [] as [Int]
      }
    return lengths.contains(digits.count) && CheckDigit.isValid(digits) ? found : nil
  }

  // MARK: Commands

  /// SYN BEL CR; Newland's `BEEPON` with Hz and ms; Datalogic's `B` and `F` ("not on file").
  func beep(good: Bool) -> [UInt8]? {
    switch self {
    case .honeywell: good ? [0x16, 0x07, 0x0D] : nil
    case .newland: Self.unified(good ? "BEEPON2700F100T" : "BEEPON400F400T")
    case .datalogic: [UInt8(ascii: good ? "B" : "F")]
    }
  }

  /// SYN T CR and SYN U CR; Newland's `SCNTRG1` and `SCNTRG0`.
  func trigger(_ on: Bool) -> [UInt8]? {
    switch self {
    case .honeywell: [0x16, on ? 0x54 : 0x55, 0x0D]
    case .newland: Self.unified(on ? "SCNTRG1" : "SCNTRG0")
    case .datalogic: nil
    }
  }

  /// Datalogic's `E` and `D`.
  func enable(_ on: Bool) -> [UInt8]? {
    self == .datalogic ? [UInt8(ascii: on ? "E" : "D")] : nil
  }

  /// Whether its scanners can be set to answer each command with ACK or NAK alone (Datalogic, "ACK NAK options").
  var acknowledges: Bool { self == .datalogic }

  /// Newland's unified commands: ~ SOH, address 0000, # for "not kept in its memory", the command, ; ETX.
  private static func unified(_ command: String) -> [UInt8] {
    [0x7E, 0x01] + Array("0000#\(command);".utf8) + [0x03]
  }

  /// Whether the maker's scanners answer this command in a way that is no scan.
  func answers(_ command: [UInt8]) -> Bool {
    switch self {
    case .honeywell: command.starts(with: [0x16, 0x4D, 0x0D])
    case .newland: command.starts(with: [0x7E, 0x01])
    case .datalogic: command.first == UInt8(ascii: "$")
    }
  }
}
