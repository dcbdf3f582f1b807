/// What a device is to a POS program; one physical unit can be several (a printer and its drawer).
package enum DeviceClass: String, Codable, CaseIterable, Hashable, Sendable {
  case scanner
  case msr
  case smartCardReader
  case posPrinter
  case cashDrawer
  case lineDisplay
  case speech

  /// The first word of a device id: `scanner-usb-…`, `printer-tcp-…`.
  package var idPrefix: String {
    switch self {
    case .scanner: "scanner"
    case .msr: "msr"
    case .smartCardReader: "cardreader"
    case .posPrinter: "printer"
    case .cashDrawer: "drawer"
    case .lineDisplay: "display"
    case .speech: "speech"
    }
  }
}
