import PosModel

/// A Zebra scanner in SNAPI mode: HID reports with fragments of decoded data, each of which it wants acknowledged.
///
/// Without the acknowledgement the scanner repeats a fragment, and then falls silent. It takes one command at a time and
/// answers each with report 21. Images and video come in other reports and on another interface, and are left alone.
package struct SNAPIScanner: Driver {
  package static let name = "snapi-scanner"
  package static let classes: [DeviceClass] = [.scanner]
  package static let defaultLink = LinkKind.usb

  static let replyTimer = DriverTimer("reply")
  static let replyTime = Duration.seconds(2)

  let settings: DriverSettings
  var reporter = ScanReporter()
  /// What the fragments of a code must agree on, and the index of the next one. Fragments follow our acknowledgements at
  /// once; a scanner that waits this long has given the code up.
  var parts = PartedScan<(type: UInt8, total: Int, next: Int, data: [UInt8])>(pause: .seconds(2))
  /// The last fragment, to know it again when the scanner repeats it.
  var lastReport: [UInt8] = []
  /// The acknowledgement of it, until the scanner has taken it.
  var acknowledgement: LinkToken?
  /// An acknowledgement was not taken, and none has been since.
  var isTroubled = false
  var isEnabled = true
  var orders = ScannerOrders()
  var orderToken: LinkToken?
  private var nextToken: UInt32 = 1

  package init(_ settings: DriverSettings) throws(PosError) {
    self.settings = settings
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch input {
    case .link(.received(let report)): take(report, now, &actions)
    case .link(.opened): open(now, &actions)
    case .link(.inputLost(let loss)):
      if reporter.isOpen { parts.loseInput(loss, isEnabled: isEnabled, &reporter, now, &actions) }
    case .link(.closed): close(&actions)
    case .link(.sent(let token, _, let outcome)): sent(token, outcome, now, &actions)
    case .link(.recovered): if isTroubled, let kind = lastReport.first { acknowledge(kind, &actions) }
    case .link(.controlled), .link(.key), .link(.datagram): break
    case .timer(IdleGap.timer): pauseTimer(now, &actions)
    case .timer(Self.replyTimer): finishOrder(.failure(ScannerOrder.unanswered), now, &actions)
    case .timer: break
    case .command(let id, let command): run(command, id, now, &actions)
    }
    return actions
  }

  private mutating func open(_ now: Instant, _ actions: inout [DriverAction]) {
    parts.reset()
    lastReport = []
    acknowledgement = nil
    isTroubled = false
    reporter.isOpen = true
    // It keeps what a host has told it for as long as it has power.
    orders.add(ScannerOrder(bytes: Self.language.reading(isEnabled)))
    sendNext(now, &actions)
    actions.append(.ready)
  }

  private mutating func close(_ actions: inout [DriverAction]) {
    if parts.scan != nil { reporter.lose(.unplugged, &actions) }
    parts.forget()
    parts.endDiscarding()
    if orders.current != nil { actions.append(.cancelTimer(Self.replyTimer)) }
    for order in orders.removeAll() { order.fail(ScanReporter.offline, &actions) }
    orderToken = nil
    reporter.isOpen = false
  }

  mutating func makeToken() -> LinkToken {
    defer { nextToken &+= 1 }
    return LinkToken(nextToken)
  }
}
