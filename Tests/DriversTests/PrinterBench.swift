import Drivers
import EscPos
import PosModel

/// A driver on a bench: its actions are carried out by a small printer, and time passes only when the test says so.
struct PrinterBench {
  /// What the printer is and how it behaves.
  struct Printer {
    var answersRealTime = true
    var ignores: Set<UInt8> = []
    var answersInOrder = true
    var sendsAutomaticStatus = false
    var paperEnd = false
    var coverOpen = false
    var drawerHigh = false
    /// The level rises when the drawer is kicked.
    var hasDrawer = false
    /// Takes nothing: every send stays pending (NAK).
    var holds = false
    /// The next content send ends like this.
    var nextOutcome: (transferred: Int, outcome: SendOutcome)?
    var portStatus: UInt8?
  }

  var driver: EscPosPrinter
  var printer = Printer()
  var now = Instant(nanoseconds: 1_000_000_000)
  var timers: [DriverTimer: Instant] = [:]
  var pending: [(token: LinkToken, bytes: [UInt8], deadline: Instant?)] = []
  /// Every byte that the printer took, questions apart.
  var taken: [UInt8] = []
  /// How often the printer was asked.
  var questions = 0
  var replies: [CommandID: Result<DriverReply, PosError>] = [:]
  var events: [DeviceEvent] = []
  /// Requests for recovery, and the other actions that a device manager would see.
  var recoveries: [String] = []
  var isReady = false
  var capabilities: [String: Capability] = [:]
  private var commands: UInt64 = 0

  init(_ settings: DriverSettings = DriverSettings(), printer: Printer = Printer(), opened: Bool = true) throws {
    driver = try EscPosPrinter(settings)
    self.printer = printer
    if opened {
      link(.opened(LinkDescription()))
      pass(.seconds(3))
    }
  }

  mutating func link(_ event: LinkEvent) { feed(.link(event)) }

  @discardableResult
  mutating func command(_ command: DriverCommand) -> CommandID {
    commands += 1
    feed(.command(CommandID(commands), command))
    return CommandID(commands)
  }

  /// Lets time pass, timers and send deadlines going off in order.
  mutating func pass(_ duration: Duration) {
    let end = now + duration
    while true {
      let timer = timers.min { $0.value < $1.value }
      let overdue = pending.filter { $0.deadline != nil }.compactMap(\.deadline).min()
      guard let next = [timer?.value, overdue].compactMap(\.self).min(), next <= end else { break }
      now = max(now, next)
      if let overdue, overdue <= next, let index = pending.firstIndex(where: { $0.deadline == overdue }) {
        let send = pending.remove(at: index)
        link(.sent(send.token, transferred: 0, .timedOut))
      } else if let timer {
        timers[timer.key] = nil
        feed(.timer(timer.key))
      }
    }
    now = end
  }

  /// The printer takes data again.
  mutating func release() {
    printer.holds = false
    let waiting = pending
    pending = []
    for send in waiting { take(send.token, send.bytes) }
  }

  /// The printer tells its state unasked, if it does such things.
  mutating func tellStatus() {
    guard printer.sendsAutomaticStatus else { return }
    link(.received(automaticStatus))
  }

  var outcome: PrintOutcome? {
    for case .success(.printed(let outcome)) in replies.values { return outcome }
    return nil
  }

  var blockages: [PosError.Code?] {
    events.compactMap { event in
      if case .printProgress(_, _, _, let blocked) = event { .some(blocked?.code) } else { nil }
    }
  }

  private mutating func feed(_ input: DriverInput) {
    for action in driver.handle(input, now: now) { perform(action) }
  }

  private mutating func perform(_ action: DriverAction) {
    switch action {
    case .request(.send(let token, let bytes, let stall)):
      if printer.holds {
        pending.append((token, bytes, stall.map { now + $0 }))
      } else {
        take(token, bytes)
      }
    case .request(.cancelSends):
      let waiting = pending
      pending = []
      for send in waiting { link(.sent(send.token, transferred: 0, .cancelled)) }
    case .request(.control(let token, _)):
      link(.controlled(token, printer.portStatus.map { .data([$0]) } ?? .stalled))
    case .request(.modemLines), .request(.datagram), .request(.hold): break
    case .setTimer(let timer, let instant): timers[timer] = instant
    case .cancelTimer(let timer): timers[timer] = nil
    case .emit(let event): events.append(event)
    case .reply(let id, let result): replies[id] = result
    case .ready: isReady = true
    case .recover(let reason): recoveries.append(reason)
    case .capability(let name, let value): capabilities[name] = value
    case .fault, .healthy, .count, .log: break
    }
  }

  private mutating func take(_ token: LinkToken, _ bytes: [UInt8]) {
    let isContent = bytes.starts(with: [0x10, 0x04]) == false && bytes.suffix(3) != [0x1D, 0x72, 0x01]
    if isContent, let next = printer.nextOutcome {
      printer.nextOutcome = nil
      taken += bytes.prefix(next.transferred)
      link(.sent(token, transferred: next.transferred, next.outcome))
      return
    }
    if isContent { taken += bytes } else { questions += 1 }
    link(.sent(token, transferred: bytes.count, .complete))
    answer(bytes)
  }

  private mutating func answer(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x10, 0x04]), printer.answersRealTime, !printer.ignores.contains(bytes[2]) {
      link(.received([realTimeStatus(bytes[2])]))
    }
    if bytes.starts(with: [0x1D, 0x61, 0xFF]) { tellStatus() }
    if bytes.suffix(3) == [0x1D, 0x72, 0x01], printer.answersInOrder, !printer.paperEnd, !printer.coverOpen {
      link(.received([0x00]))
    }
    let kicks = bytes.starts(with: [0x1B, 0x70]) || bytes.starts(with: [0x10, 0x14])
    if kicks, printer.hasDrawer, !printer.drawerHigh {
      printer.drawerHigh = true
      tellStatus()
    }
  }

  private func realTimeStatus(_ query: UInt8) -> UInt8 {
    let offline = printer.paperEnd || printer.coverOpen
    return switch query {
    case 1: 0x12 | (printer.drawerHigh ? 0x04 : 0) | (offline ? 0x08 : 0)
    case 2: 0x12 | (printer.coverOpen ? 0x04 : 0) | (printer.paperEnd ? 0x20 : 0)
    case 4: 0x12 | (printer.paperEnd ? 0x60 : 0)
    default: 0x12
    }
  }

  private var automaticStatus: [UInt8] {
    let offline = printer.paperEnd || printer.coverOpen
    return [
      0x10 | (printer.drawerHigh ? 0x04 : 0) | (offline ? 0x08 : 0) | (printer.coverOpen ? 0x20 : 0), 0x00,
      printer.paperEnd ? 0x0C : 0x00, 0x0F,
    ]
  }
}
