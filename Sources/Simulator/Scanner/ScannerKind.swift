/// The scanners that can be plugged in at the simulated till, each in one mode.
package enum ScannerKind: String, CaseIterable, Hashable, Sendable {
  /// HID POS, as each maker sends it.
  case honeywell, newland, datalogic, zebra, accessIS, jieli, youjie, plain
  /// Zebra's own HID mode, and IBM's hand-held and table-top modes.
  case snapi, oem, oemTable
  case keyboard
  /// A keyboard that types GS as Alt+029.
  case altKeyboard

  package func device(serial: String? = nil) -> SimulatedUSBDevice {
    switch self {
    case .honeywell, .newland, .datalogic, .zebra, .accessIS, .jieli, .youjie, .plain:
      .posScanner(maker, serial: serial)
    case .snapi: .snapiScanner(serial: serial)
    case .oem: .oemScanner(serial: serial)
    case .oemTable: .oemScanner(tableTop: true, serial: serial)
    case .keyboard, .altKeyboard: .keyboardScanner(serial: serial)
    }
  }

  package var model: ScannerModel {
    switch self {
    case .honeywell, .newland, .datalogic, .zebra, .accessIS, .jieli, .youjie, .plain:
      ScannerModel(.hidPOS, maker: maker)
    case .snapi: ScannerModel(.snapi)
    case .oem: ScannerModel(.oem(tableTop: false))
    case .oemTable: ScannerModel(.oem(tableTop: true))
    case .keyboard: ScannerModel(.keyboard(.control))
    case .altKeyboard: ScannerModel(.keyboard(.altKeypad))
    }
  }

  private var maker: POSScannerMaker { POSScannerMaker(rawValue: rawValue) ?? .honeywell }
}
