import PosModel

/// A Zebra scanner that speaks the Simple Serial Interface: packets with checksums, each of which is acknowledged.
///
/// A packet that arrives broken is asked for again, so no scan is lost by noise; one that is sent twice because our answer
/// got lost is delivered once. Scans come in packets only after the scanner was told so, which it forgets with its power: when
/// it shows that, it is told again.
package struct SSIScanner: Driver {
  package static let name = "ssi-scanner"
  package static let classes: [DeviceClass] = [.scanner]
  package static let defaultLink = LinkKind.serial

  static let replyTimer = DriverTimer("reply")
  static let resendTimer = DriverTimer("resend")
  static let partTimer = DriverTimer("part")
  static let wakeTimer = DriverTimer("wake")

  let settings: DriverSettings
  var reporter = ScanReporter()
  var reader = SSIPacketReader()
  var gap = IdleGap(.milliseconds(100))
  /// The type of the code whose packets are coming in.
  var coming: UInt8?
  var buffer: [UInt8] = []
  /// The rest of a code that is lost already.
  var isDiscarding = false
  /// The rest of a code that is lost was waited for in vain, and no new code has come since.
  var hasGivenUp = false
  /// The last packet that was taken, to know it again.
  var lastPacket: (opcode: UInt8, data: [UInt8])?
  /// A broken packet was asked for again, and has not come.
  var awaitsResend = false
  /// How much was broken of it.
  var brokenBytes = 0
  /// What comes again is new, not a packet whose acknowledgement got lost.
  var resendIsNew = false
  /// When text came last that had no end, and whether its loss was told: what comes soon is the rest of it.
  var openText: (at: Instant, isTold: Bool)?
  var isEnabled = true
  var orders = ScannerOrders()
  var orderToken: LinkToken?
  /// How often the order was sent.
  var attempts = 0
  var isWaking = false
  /// The last byte in either direction: the scanner falls asleep after a while.
  var lastTraffic: Instant?
  private var nextToken: UInt32 = 1

  package init(_ settings: DriverSettings) throws(PosError) {
    self.settings = settings
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch input {
    case .link(.received(let bytes)): receive(bytes, now, &actions)
    case .link(.opened): open(now, &actions)
    case .link(.inputLost): loseInput(now, &actions)
    case .link(.closed): close(&actions)
    case .link(.sent(let token, _, let outcome)): sent(token, outcome, now, &actions)
    case .link(.controlled), .link(.key), .link(.recovered), .link(.datagram): break
    case .timer(IdleGap.timer): if gap.fired(now, &actions) { pause(now, &actions) }
    case .timer(Self.replyTimer): retry(now, &actions)
    case .timer(Self.wakeTimer): if isWaking { transmit(now, &actions) }
    case .timer(Self.resendTimer): giveUpResend(now, &actions)
    case .timer(Self.partTimer): giveUpCode(&actions)
    case .timer: break
    case .command(let id, let command): run(command, id, now, &actions)
    }
    return actions
  }

  private mutating func open(_ now: Instant, _ actions: inout [DriverAction]) {
    forget()
    gap.reset()
    reporter.isOpen = true
    lastTraffic = nil
    setUp(now, &actions)
    actions.append(.ready)
  }

  private mutating func close(_ actions: inout [DriverAction]) {
    if isEnabled, coming != nil || awaitsResend || reader.isWaiting { reporter.lose(.unplugged, &actions) }
    forget()
    for timer in [Self.replyTimer, Self.resendTimer, Self.partTimer, Self.wakeTimer] {
      actions.append(.cancelTimer(timer))
    }
    isWaking = false
    for order in orders.removeAll() { order.fail(ScanReporter.offline, &actions) }
    orderToken = nil
    reporter.isOpen = false
  }

  private mutating func forget() {
    reader.reset()
    gap.stop()
    openText = nil
    forgetPackets()
  }

  /// What was coming in does not go on, and nothing comes again.
  mutating func forgetPackets() {
    forgetCode()
    isDiscarding = false
    hasGivenUp = false
    lastPacket = nil
    awaitsResend = false
    resendIsNew = false
  }

  mutating func forgetCode() {
    buffer.removeAll(keepingCapacity: true)
    coming = nil
  }

  mutating func send(_ bytes: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) -> LinkToken {
    let token = LinkToken(nextToken)
    nextToken &+= 1
    lastTraffic = now
    actions.append(.request(.send(token, bytes, stallTimeout: .seconds(2))))
    return token
  }
}
