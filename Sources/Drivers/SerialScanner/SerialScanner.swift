import PosModel

/// A scanner on a serial line or CDC-ACM: bytes with a terminator (CR, LF, CRLF, Tab), between STX and ETX, or with a pause.
///
/// After lost input or a scan over 8 KiB everything up to the next end is dropped. STX without its ETX is a scan cut short,
/// and so is one without the terminator that is set. What the maker's scanners answer to commands is never a scan.
package struct SerialScanner: Driver {
  package static let name = "serial-scanner"
  package static let classes: [DeviceClass] = [.scanner]
  package static let defaultLink = LinkKind.serial

  enum State { case closed, reading, framed, discarding }

  static let replyTimer = DriverTimer("reply")

  let settings: DriverSettings
  let maker: ScannerMaker?
  var state = State.closed
  var reporter = ScanReporter()
  var gap: IdleGap
  var buffer: [UInt8] = []
  /// The last scan ended with CR: a line feed that follows belongs to it.
  var endedWithReturn = false
  var isEnabled = true
  var orders = ScannerOrders()
  var orderToken: LinkToken?
  /// What came since a command whose answer is waited for.
  var answered: [UInt8] = []
  /// Orders to which the scanner may still answer with ACK or NAK alone, and until when.
  var unacknowledged = 0
  var acknowledgementsEnd: Instant?
  /// The last input ended with ACK or NAK to an order: with an end behind it, it was a code.
  var lastAcknowledgement: (byte: UInt8, at: Instant)?
  private var nextToken: UInt32 = 1

  package init(_ settings: DriverSettings) throws(PosError) {
    self.settings = settings
    maker = settings.maker ?? ScannerMaker.allCases.first { settings.quirks.contains($0.rawValue) }
    // A scan that must have an end may pause before it.
    let pause: Duration =
      settings.framing.terminator != nil ? .seconds(2) : .milliseconds(settings.quirks.contains("cdc") ? 50 : 100)
    gap = IdleGap(pause)
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch input {
    case .link(.received(let bytes)): receive(bytes, now, &actions)
    case .link(.opened): open(now, &actions)
    case .link(.inputLost):
      guard state != .closed else { break }
      answered = []
      lastAcknowledgement = nil
      if state != .discarding, isEnabled { reporter.lose(.overflow, &actions) }
      discard()
      gap.touch(now, &actions)
    case .link(.closed): close(now, &actions)
    case .link(.sent(let token, _, let outcome)): sent(token, outcome, now, &actions)
    case .link(.key), .link(.controlled), .link(.recovered), .link(.datagram): break
    case .timer(IdleGap.timer): if gap.fired(now, &actions) { pauseOver(&actions) }
    case .timer(Self.replyTimer): giveUpAnswer(now, &actions)
    case .timer: break
    case .command(let id, let command): run(command, id, now, &actions)
    }
    return actions
  }

  private mutating func open(_ now: Instant, _ actions: inout [DriverAction]) {
    buffer.removeAll(keepingCapacity: true)
    endedWithReturn = false
    gap.reset()
    reporter.isOpen = true
    state = .reading
    // It may stand as another host, or posd before its restart, has left it.
    if let command = maker?.enable(isEnabled) {
      orders.add(ScannerOrder(bytes: command, isSilent: true))
      sendNext(now, &actions)
    }
    actions.append(.ready)
  }

  private mutating func close(_ now: Instant, _ actions: inout [DriverAction]) {
    guard state != .closed else { return }
    let held = answered
    answered = []
    take(held, now, &actions)
    if state == .reading, gap.isOver(now) { pauseOver(&actions) }
    if state == .framed || state == .reading && !buffer.isEmpty { reporter.lose(.unplugged, &actions) }
    buffer.removeAll(keepingCapacity: true)
    gap.stop()
    reporter.isOpen = false
    state = .closed
    actions.append(.cancelTimer(Self.replyTimer))
    for order in orders.removeAll() { order.fail(ScanReporter.offline, &actions) }
    orderToken = nil
    unacknowledged = 0
    lastAcknowledgement = nil
  }

  mutating func makeToken() -> LinkToken {
    defer { nextToken &+= 1 }
    return LinkToken(nextToken)
  }
}
