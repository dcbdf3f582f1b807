import EscPos
import PosModel
import TextEncodings

/// An Epson-compatible receipt printer and the drawer behind it, over USB, TCP or a serial line.
///
/// Quirks: `no-asb` (never ask for automatic status), `no-status` (never ask anything), `vendor-class` (no requests of the
/// USB printer class).
package struct EscPosPrinter: Driver {
  package static let name = "escpos-printer"
  package static let classes: [DeviceClass] = [.posPrinter, .cashDrawer]
  package static let defaultLink = LinkKind.usb

  let settings: DriverSettings
  let encoding: TextEncoding

  var link: LinkDescription?
  var isReady = false
  var now = Instant(nanoseconds: 0)
  var actions: [DriverAction] = []
  var nextToken: UInt32 = 0
  var sends: [LinkToken: SendPurpose] = [:]

  var decoder = StatusDecoder()
  var status = PrinterStatus()
  var announced: PrinterStatus?
  var run: QueryRun?
  var waitingRuns: [QueryRun] = []
  /// No question before this: an answer to the last one may still be on its way.
  var quietUntil = Instant(nanoseconds: 0)
  /// Runs without any answer since the printer last said anything.
  var silences = 0
  /// Whether the printer has said anything since the link was opened.
  var hasAnswered = false
  /// How often each question was ignored by a printer that answers others.
  var ignored: [StatusQuery: Int] = [:]
  var sendsAutomaticStatus = false
  var fence = Fence.unknown
  /// The port status of the USB printer class while all was well; nil when the printer does not give it.
  var healthyPort: UInt8?

  /// A send that was not of a job has met a halted endpoint, and none has gone through since.
  private var isHaltedAtRest = false

  var attempt: PrintAttempt?
  var drawer = DrawerSensor()
  var kick: Kick?
  var direct: DirectIO?

  /// Whether the printer answers GS r, which it does only after everything before it.
  enum Fence: Hashable, Sendable { case unknown, answers, silent }

  /// What a send or a control transfer was for.
  enum SendPurpose: Hashable, Sendable {
    case content, query, fence, setup, kick, direct
    case portAtRest, portWhileStuck
  }

  /// Bytes sent for an administrator, and what came back.
  struct DirectIO: Hashable, Sendable {
    var command: CommandID
    var received: [UInt8] = []
  }

  package init(_ settings: DriverSettings) throws(PosError) {
    self.settings = settings
    let name = settings.encoding ?? TextEncoding.gb18030.name
    guard let encoding = TextEncoding.named(name) else {
      throw PosError(
        .illegal, "there is no printer encoding \"\(name)\"",
        remedy: "use one of: " + TextEncoding.names.joined(separator: ", "))
    }
    self.encoding = encoding
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    self.now = now
    switch input {
    case .link(let event): handle(event)
    case .timer(let timer): handle(timer)
    case .command(let id, let command): handle(id, command)
    }
    defer { actions.removeAll() }
    return actions
  }

  private mutating func handle(_ event: LinkEvent) {
    switch event {
    case .opened(let description): opened(description)
    case .received(let bytes): received(bytes)
    case .sent(let token, let transferred, let outcome): sent(token, transferred, outcome)
    case .controlled(let token, let outcome): controlled(token, outcome)
    case .recovered: recovered()
    case .closed(let reason): closed(reason)
    case .inputLost: decoder.reset()
    case .key, .datagram: break
    }
  }

  private mutating func handle(_ timer: DriverTimer) {
    switch timer {
    case PrinterTimer.query: queryTimedOut()
    case PrinterTimer.poll: pollStatus()
    case PrinterTimer.fence: fenceTimedOut()
    case PrinterTimer.stall: noProgress()
    case PrinterTimer.drawer: pollDrawer()
    case PrinterTimer.kick: kickTimedOut()
    case PrinterTimer.direct: finishDirectIO()
    default: break
    }
  }

  private mutating func handle(_ id: CommandID, _ command: DriverCommand) {
    switch command {
    case .print(let work): print(id, work)
    case .cancelPrint(let job): cancelPrint(id, job: job)
    case .startPrint, .recoverPrinter, .probe: reply(id, .failure(PosError(.unsupported, "not known here")))
    case .printerStatus: ask(.report(id, .printer), StatusQuery.usual)
    case .drawerStatus: ask(.report(id, .drawer), [.printer])
    case .openDrawer(let pulse): openDrawer(id, pulse ?? DrawerPulse())
    case .check(let external): check(id, external: external)
    case .directIO(let bytes): directIO(id, bytes)
    case .enableScanning: reply(id, .failure(PosError(.unsupported, "a printer does not scan")))
    }
  }

  // MARK: The link

  private mutating func opened(_ description: LinkDescription) {
    link = description
    isReady = false
    decoder.reset()
    status = PrinterStatus()
    announced = nil
    silences = 0
    hasAnswered = false
    ignored = [:]
    quietUntil = now
    sendsAutomaticStatus = false
    fence = .unknown
    healthyPort = nil
    isHaltedAtRest = false
    drawer.linkOpened()
    actions.append(.capability("encoding", .word(encoding.name)))
    actions.append(.capability("cut", .flag(true)))
    guard canAsk else {
      becomeReady()
      return
    }
    if settings.link == .usb, !settings.quirks.contains("vendor-class") { askPortStatus(.portAtRest) }
    start(QueryRun(.opening, StatusQuery.usual))
  }

  private mutating func closed(_ reason: CloseReason) {
    let error =
      switch reason {
      case .failed(let error): error
      case .requested: PosError(.offline, "the printer was closed")
      case .disconnected:
        PosError(.offline, "the printer is gone", remedy: "check its cable and that it is switched on")
      }
    link = nil
    isReady = false
    sends.removeAll()
    for timer in PrinterTimer.all { actions.append(.cancelTimer(timer)) }
    endRuns(error)
    endKick(.failure(error))
    if let direct { reply(direct.command, .failure(error)) }
    direct = nil
    if let attempt { endAttempt(attempt.sent == 0 ? .notStarted(error) : .interrupted(error, sent: attempt.sent)) }
    status = PrinterStatus()
  }

  func send(_ bytes: [UInt8], as token: LinkToken, stallTimeout: Duration?) -> DriverAction {
    .request(.send(token, bytes, stallTimeout: stallTimeout))
  }

  mutating func send(_ purpose: SendPurpose, _ bytes: [UInt8], stallTimeout: Duration? = .milliseconds(500)) {
    actions.append(send(bytes, as: token(purpose), stallTimeout: stallTimeout))
  }

  mutating func token(_ purpose: SendPurpose) -> LinkToken {
    nextToken &+= 1
    let token = LinkToken(nextToken)
    sends[token] = purpose
    return token
  }

  mutating func reply(_ id: CommandID, _ result: Result<DriverReply, PosError>) {
    actions.append(.reply(id, result))
  }

  mutating func becomeReady() {
    guard !isReady else { return }
    isReady = true
    actions.append(.ready)
  }

  private mutating func sent(_ token: LinkToken, _ transferred: Int, _ outcome: SendOutcome) {
    guard let purpose = sends.removeValue(forKey: token) else { return }
    if purpose != .content { watchHalt(outcome) }
    switch purpose {
    case .content: contentSent(transferred, outcome)
    case .kick: kickSent(outcome)
    case .query where outcome != .complete: queryTimedOut()
    case .direct where outcome != .complete: finishDirectIO()
    default: break
    }
  }

  /// A question or a kick can meet a halted endpoint as well as a job can.
  private mutating func watchHalt(_ outcome: SendOutcome) {
    switch outcome {
    case .stalled:
      isHaltedAtRest = true
      actions.append(.recover(Self.halted))
    case .complete where isHaltedAtRest:
      isHaltedAtRest = false
      actions.append(.healthy)
    default: break
    }
  }

  static let halted = "the printer's USB endpoint is halted"

  // MARK: Checks and raw access

  private mutating func check(_ id: CommandID, external: Bool) {
    guard !external else {
      reply(
        id, .failure(PosError(.unsupported, "a printer prints no test page of its own accord", remedy: "print a text")))
      return
    }
    ask(.report(id, .health), StatusQuery.usual)
  }

  private mutating func directIO(_ id: CommandID, _ bytes: [UInt8]) {
    guard link != nil else { return reply(id, .failure(Self.notConnected)) }
    guard attempt == nil, direct == nil else {
      reply(id, .failure(PosError(.busy, "the printer is printing", remedy: "try again when the job has ended")))
      return
    }
    direct = DirectIO(command: id)
    send(.direct, bytes, stallTimeout: .seconds(5))
    actions.append(.setTimer(PrinterTimer.direct, now + .milliseconds(500)))
  }

  private mutating func finishDirectIO() {
    guard let direct else { return }
    self.direct = nil
    actions.append(.cancelTimer(PrinterTimer.direct))
    reply(direct.command, .success(.data(direct.received)))
  }

  static let notConnected = PosError(
    .offline, "the printer is not connected", remedy: "check its cable and that it is switched on")
}
