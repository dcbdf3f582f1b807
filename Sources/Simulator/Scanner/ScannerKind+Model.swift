import PosModel

extension ScannerKind {
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
