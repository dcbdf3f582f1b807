import Barcodes
import PosModel

/// What the scanner drivers share: delivery and loss with their counters, and the answers that are the same for all.
struct ScanReporter: Sendable {
  /// More than any barcode holds: 7,089 digits in a QR code.
  static let longestScan = 8192

  var isOpen = false
  private var scans = 0
  private var lost = 0

  /// Delivers a complete scan; with `splitAIM`, an AIM identifier at its start becomes the scan's own. Empty scans are none.
  ///
  /// `symbology` is what the maker's own id says, in the words of `scanner.data`; `strokes` are the keys that typed it,
  /// `span` the time of its reports.
  mutating func deliver(
    _ raw: [UInt8], aim: String? = nil, symbology: String? = nil, strokes: KeyStrokes? = nil, span: Duration? = nil,
    splitAIM: Bool, _ actions: inout [DriverAction]
  ) {
    guard !raw.isEmpty else { return }
    var code = ScannedCode(raw: raw, aim: aim, symbology: symbology)
    if splitAIM, raw.count > 3, let identifier = AIMIdentifier(prefix: raw) {
      code = ScannedCode(raw: Array(raw[3...]), aim: identifier.description, symbology: symbology)
    }
    code.strokes = strokes
    code.span = span
    scans += 1
    actions.append(.emit(.scan(code)))
    actions.append(.count("scans", 1))
  }

  mutating func lose(_ loss: ScanLoss, _ actions: inout [DriverAction]) {
    lost += 1
    actions.append(.emit(.scanLost(loss)))
    actions.append(.count("lost", 1))
  }

  /// The answer to `check`: counts, never contents.
  func health(_ mode: String) -> Result<DriverReply, PosError> {
    isOpen
      ? .success(.health("\(mode): \(scans) scans, \(lost) cut short since it was found"))
      : .failure(Self.offline)
  }

  static let offline = PosError(
    .offline, "the scanner is not connected", remedy: "plug it in, or see `posd device` for what keeps it from opening")

  static func unsupported(_ what: String) -> PosError {
    PosError(.unsupported, "a scanner cannot do \(what)")
  }
}

extension DriverCommand {
  /// What was asked, in words for an error message.
  var subject: String {
    switch self {
    case .print, .startPrint, .cancelPrint: "printing"
    case .printerStatus, .recoverPrinter, .probe: "printer status"
    case .openDrawer, .drawerStatus, .drawerLevel: "cash drawers"
    case .check: "this check"
    case .directIO: "direct I/O in this mode"
    case .enableScanning: "enabling"
    case .beep: "beeping by command in this mode"
    case .trigger: "the trigger by command in this mode"
    }
  }
}
