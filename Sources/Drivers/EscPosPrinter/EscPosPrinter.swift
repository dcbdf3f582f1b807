import EscPos
import PosModel
import TextEncodings

/// An Epson-compatible receipt printer and the drawer behind it, over USB, TCP or a serial line.
///
/// Quirks: `no-asb` (never ask for automatic status), `no-status` (never ask anything), `no-poll` (ask nothing at rest),
/// `vendor-class` (no requests of the USB printer class), `no-real-time-kick` (DLE DC4 does not open the drawer), `enpc`
/// (Epson's UDP port is there), `linger` (the TCP connection is closed when nothing moves).
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
  /// When the last question was asked, and what the slowest answer that was given up has taken.
  var askedAt = Instant(nanoseconds: 0)
  var slowestAnswer = Duration.zero
  /// Bytes that no printer says have come.
  var noiseAt: Instant?
  /// When the printer was last told to say everything because of noise.
  var askedAgainAt: Instant?
  /// The last short send that was no content.
  var lastShort: [UInt8] = []
  /// The printer has said so, and nothing since.
  var isSwitchedOff = false
  var sendsAutomaticStatus = false
  /// When a whole round of questions last found nothing wrong, on a link that has been idle since.
  var cleanAt: Instant?
  var fence = Fence.unknown
  /// Questions in order that were not answered, since one was.
  var questionsInVain = 0
  var sync = InOrderSync()
  var roundsInVain = 0
  /// Whether a question in real time was answered on this link.
  var answersRealTime = false
  /// An answer has come when nobody waited for it any more.
  var answersLate = false
  /// It answered, and does not any more.
  var isMute = false
  /// The last sign of life, or when one was first waited for.
  var lifeAt = Instant(nanoseconds: 0)
  /// When the next one is asked for.
  var lifeDue = Instant(nanoseconds: 0)
  /// The longest time between two signs of life on this link, with one waited for.
  var longestPause = Duration.zero
  /// When the last attempt ended.
  var endedAt: Instant?
  /// Whether GS ( H 48 is answered; outlives the link.
  var confirmation: Confirmation
  /// The port status of the USB printer class while all was well; nil when the printer does not give it.
  var healthyPort: UInt8?
  /// XOFF has come and XON has not (serial lines without flow control by the kernel).
  var isStopped = false
  /// Epson's forced transmission over UDP is on.
  var isForced = false

  /// A send that was not of a job has met a halted endpoint, and none has gone through since.
  var isHaltedAtRest = false

  var attempt: PrintAttempt?
  /// What the last interrupted job may have left in the printer; outlives the link.
  var interruption: Interruption?
  /// Whether all that the printer has in its memory came from this driver.
  var knowsMemory = false
  /// Content has left, or what an earlier driver had sent was made up for: from then on this driver knows more than the disk.
  var hasSent = false
  /// What the printer has not said that it printed, and when the last of it left.
  var unproven: Unproven?
  var serial: UInt32 = 0
  var drawer: DrawerSensor
  var kick: Kick?
  var direct: DirectIO?
  var probing: AbilityProbe?

  /// Whether the printer answers GS r, which it does only after everything before it.
  enum Fence: Hashable, Sendable { case unknown, answers, silent }

  enum Confirmation: Hashable, Sendable {
    /// Never sent.
    case unasked
    /// The profile says so; this printer has not shown it yet.
    case claimed
    case answers
    /// Claimed, and not answered.
    case denied
  }

  /// What a send or a control transfer was for.
  enum SendPurpose: Hashable, Sendable {
    case content, query, fence, sync, automatic, clearing, filler, leaving, direct
    case kick(Kick)
    case portAtRest, portWhileStuck
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
    drawer = DrawerSensor(openLevel: settings.drawerOpenLevel, pins: settings.drawerPins)
    confirmation = settings.profile?.status.processID == true ? .claimed : .unasked
  }

  /// A word of the device database or the configuration.
  func has(_ quirk: String) -> Bool {
    settings.quirks.contains(quirk)
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
    case .datagram(let bytes, let port): received(datagram: bytes, from: port)
    case .recovered: recovered()
    case .closed(let reason): closed(reason)
    case .inputLost: decoder.reset()
    case .key: break
    }
  }

  private mutating func handle(_ timer: DriverTimer) {
    switch timer {
    case PrinterTimer.query: queryTimedOut()
    case PrinterTimer.poll: pollStatus()
    case PrinterTimer.fence: proofIsOverdue()
    case PrinterTimer.stall: noProgress()
    case PrinterTimer.clearing: clearingIsOverdue()
    case PrinterTimer.drawer: pollDrawer()
    case PrinterTimer.leftOpen: drawer.stillOpen(&actions)
    case PrinterTimer.kick: kickTimedOut()
    case PrinterTimer.direct: finishDirectIO()
    case PrinterTimer.probe: probeTimedOut()
    case PrinterTimer.sync: syncTimedOut()
    case PrinterTimer.rest: pollAtRest()
    case PrinterTimer.life: lookForLife()
    default: break
    }
  }

  private mutating func handle(_ id: CommandID, _ command: DriverCommand) {
    switch command {
    case .print(let work): print(id, work)
    case .startPrint(let job): startPrint(id, job: job)
    case .cancelPrint(let job): cancelPrint(id, job: job)
    case .recoverPrinter(let clear): recoverPrinter(id, clear: clear)
    case .probe: probe(id)
    case .printerStatus: ask(.report(id, .printer), StatusQuery.usual)
    case .drawerStatus(let pin): ask(.report(id, .drawer(pin: pin)), [.printer])
    case .drawerLevel: ask(.report(id, .drawerLevel), [.printer])
    case .openDrawer(let pulse): openDrawer(id, pulse ?? usualPulse)
    case .check(let external): check(id, external: external)
    case .directIO(let bytes): directIO(id, bytes)
    case .enableScanning, .beep, .trigger: reply(id, .failure(PosError(.unsupported, "a printer does not scan")))
    }
  }
}
