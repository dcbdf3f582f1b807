import PosModel

/// A scanner in the mode of IBM's tills, also called USB-OEM: hand-held (usage 4B00) or table-top (usage 4A00).
///
/// It reads nothing before it is told to, and forgets that at each reset; so the status in its reports is watched, and it is
/// told again. Table-top scanners send the digits of UPC and EAN as 0 to 9.
package struct OEMScanner: Driver {
  package static let name = "oem-scanner"
  package static let classes: [DeviceClass] = [.scanner]
  package static let defaultLink = LinkKind.usb
  /// Of the report descriptor, on IBM's own page.
  package static let usages: Set<UInt16> = [0x4A00, 0x4B00]

  static let replyTimer = DriverTimer("reply")
  static let enableTimer = DriverTimer("enable")
  static let commandLength = 11

  let settings: DriverSettings
  var reporter = ScanReporter()
  /// The identifier tells the parts of one label from those of the next.
  var parts = PartedScan<(identifier: UInt8, data: [UInt8])>(pause: .milliseconds(500))
  var interface = 0
  var hasHardwareError = false
  var isEnabled = true
  /// The scanner has said that it reads, or that it does not, as we want it.
  var isConfirmed = false
  /// How often it was told so since.
  var tellings = 0
  var isTelling = false
  var orders = ScannerOrders()
  var orderToken: LinkToken?
  /// What the scanner has answered to the order so far.
  var answered: [UInt8] = []
  private var nextToken: UInt32 = 1

  package init(_ settings: DriverSettings) throws(PosError) {
    self.settings = settings
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch input {
    case .link(.received(let report)): take(report, now, &actions)
    case .link(.opened(let link)): open(link, now, &actions)
    case .link(.inputLost(let loss)):
      if reporter.isOpen { parts.loseInput(loss, isEnabled: isEnabled, &reporter, now, &actions) }
    case .link(.closed): close(&actions)
    case .link(.sent(let token, _, let outcome)): left(token, outcome == .complete, now, &actions)
    case .link(.controlled(let token, .data)): left(token, true, now, &actions)
    case .link(.controlled(let token, _)): left(token, false, now, &actions)
    case .link(.key), .link(.recovered), .link(.datagram): break
    case .timer(IdleGap.timer): pauseTimer(now, &actions)
    case .timer(Self.enableTimer): tellAgain(now, &actions)
    case .timer(Self.replyTimer): endOrder(now, &actions)
    case .timer: break
    case .command(let id, let command): run(command, id, now, &actions)
    }
    return actions
  }

  private mutating func open(_ link: LinkDescription, _ now: Instant, _ actions: inout [DriverAction]) {
    parts.reset()
    hasHardwareError = false
    interface = link.interface
    reporter.isOpen = true
    isConfirmed = false
    tellings = 0
    tell(now, &actions)
    actions.append(.ready)
  }

  private mutating func close(_ actions: inout [DriverAction]) {
    if parts.scan != nil { reporter.lose(.unplugged, &actions) }
    parts.forget()
    parts.endDiscarding()
    actions.append(.cancelTimer(Self.enableTimer))
    isTelling = false
    if orders.current != nil { actions.append(.cancelTimer(Self.replyTimer)) }
    for order in orders.removeAll() { order.fail(ScanReporter.offline, &actions) }
    orderToken = nil
    answered = []
    reporter.isOpen = false
  }

  mutating func makeToken() -> LinkToken {
    defer { nextToken &+= 1 }
    return LinkToken(nextToken)
  }
}
