import Barcodes
import HIDReports
import PosModel

/// A scanner in USB HID POS mode (usage page 8C): each report brings data, length, AIM identifier and a "continued" bit.
///
/// Fragments are joined until the bit is clear. Some firmware sets it in every report that is exactly full, also the last one:
/// after 300 ms a scan that ends with a full report is complete; one that ends with any other is cut, and reported as lost.
///
/// Quirks: `strip-cr` (a CR that the scanner adds is no data), `aim-in-data` (the AIM identifier stands before the data).
package struct HIDPOSScanner: Driver {
  package static let name = "hidpos-scanner"
  package static let classes: [DeviceClass] = [.scanner]
  package static let defaultLink = LinkKind.usb

  static let mostCommands = 16
  static let replyTimer = DriverTimer("reply")
  /// How long the device may take to answer, and to go on with an answer.
  static let replyTime = Duration.seconds(1)

  let settings: DriverSettings
  let stripsReturn: Bool
  let hasAIMInData: Bool
  var reporter = ScanReporter()
  var layout: HIDPOSReportLayout?
  var interface = 0

  var parts = PartedScan<HIDPOSScan>(pause: .milliseconds(300))
  var isEnabled = true
  /// `ready` was said since the link was opened.
  var isReady = false

  var nextToken: UInt32 = 1
  var pending: [(token: LinkToken, purpose: Purpose)] = []
  var inquiry: Inquiry?
  /// The last report of an answer that goes on in the next one, in a language that marks only the first (Newland).
  var unfinishedAnswer: Instant?

  package init(_ settings: DriverSettings) throws(PosError) {
    self.settings = settings
    stripsReturn = settings.quirks.contains("strip-cr")
    hasAIMInData = settings.quirks.contains("aim-in-data")
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch input {
    case .link(.received(let report)): take(report, now, &actions)
    case .link(.opened(let link)): open(link, &actions)
    case .link(.inputLost(let loss)): loseInput(loss, now, &actions)
    case .link(.closed): close(now, &actions)
    case .link(.sent(let token, _, let outcome)):
      outcome == .complete ? sent(token, now, &actions) : failed(token, stalled: outcome == .stalled, &actions)
    case .link(.controlled(let token, .data)): sent(token, now, &actions)
    case .link(.controlled(let token, let outcome)): failed(token, stalled: outcome == .stalled, &actions)
    case .link(.key), .link(.recovered), .link(.datagram): break
    case .timer(IdleGap.timer): pauseTimer(now, &actions)
    case .timer(Self.replyTimer): endInquiry(&actions)
    case .timer: break
    case .command(let id, let command): run(command, id, now, &actions)
    }
    return actions
  }
}
