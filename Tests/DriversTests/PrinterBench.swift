import Drivers
import EscPos
import PosModel

/// A driver on a bench: its actions are carried out by a small printer, and time passes only when the test says so.
struct PrinterBench {
  /// What the printer is and how it behaves.
  struct Printer {
    var answersRealTime = true
    /// What it takes for that.
    var realTimeTime = Duration.zero
    /// Answers DLE EOT with a byte that is no answer.
    var answersZero = false
    /// Sends back what it is sent.
    var echoes = false
    var ignores: Set<UInt8> = []
    var answersInOrder = true
    /// What it takes for that.
    var inOrderTime = Duration.zero
    var sendsAutomaticStatus = false
    /// GS ( H 48.
    var answersProcessID = false
    /// DLE DC4 8.
    var clearsBuffer = false
    /// GS I 66, 67, 69.
    var identity: [UInt8: String] = [:]
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
  /// What the device has taken of a send that is called back.
  var takesBeforeCancel = 0
  var taken: [UInt8] = []
  /// Every send as the printer took it, questions too.
  var sends: [[UInt8]] = []
  /// How often an open header was made up for before the first question.
  var zeros = 0
  /// How often the printer was asked.
  var questions = 0
  var replies: [CommandID: Result<DriverReply, PosError>] = [:]
  var events: [DeviceEvent] = []
  /// Requests for recovery, and the other actions that a device manager would see.
  var recoveries: [String] = []
  var isReady = false
  var capabilities: [String: Capability] = [:]
  var counts: [String: Int] = [:]
  var logs: [String] = []
  var datagrams: [[UInt8]] = []
  var holds: [Bool] = []
  /// Answers that the printer takes its time for.
  private var answers: [(at: Instant, bytes: [UInt8])] = []
  private var commands: UInt64 = 0
  private var inputs: [DriverInput] = []
  private var isFeeding = false

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
      let overdue = pending.first.flatMap(\.deadline)
      guard let next = [timer?.value, overdue, answers.first?.at].compactMap(\.self).min(), next <= end else { break }
      now = max(now, next)
      if let answer = answers.first, answer.at <= next {
        answers.removeFirst()
        link(.received(answer.bytes))
      } else if let overdue, overdue <= next {
        let late = pending.removeFirst()
        endPending(.cancelled, before: .sent(late.token, transferred: 0, .timedOut))
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
    isFeeding = true
    for send in waiting { take(send.token, send.bytes) }
    isFeeding = false
    drain()
  }

  /// The device takes the first waiting send, and goes on taking nothing.
  mutating func takeFirst() {
    guard !pending.isEmpty else { return }
    let send = pending.removeFirst()
    take(send.token, send.bytes)
    drain()
  }

  /// The link is down, after `transferred` bytes of what was on its way.
  mutating func unplug(transferred: Int = 0) {
    let waiting = pending
    pending = []
    for (index, send) in waiting.enumerated() {
      let count = index == 0 ? transferred : 0
      taken += send.bytes.prefix(count)
      link(.sent(send.token, transferred: count, .disconnected))
    }
    link(.closed(.disconnected))
  }

  /// The printer tells its state unasked, if it does such things.
  mutating func tellStatus() {
    guard printer.sendsAutomaticStatus else { return }
    link(.received(automaticStatus))
  }

  /// Nothing is waited for but the next look at a printer at rest.
  var isUnwatched: Bool { timers.keys.allSatisfy { $0 == DriverTimer("rest") } }

  var outcome: PrintOutcome? {
    for case .success(.printed(let outcome)) in replies.values { return outcome }
    return nil
  }

  func outcome(of id: CommandID) -> PrintOutcome? {
    if case .success(.printed(let outcome))? = replies[id] { outcome } else { nil }
  }

  var blockages: [PosError.Code?] {
    events.compactMap { event in
      if case .printProgress(_, _, _, let blocked) = event { .some(blocked?.code) } else { nil }
    }
  }

  private mutating func feed(_ input: DriverInput) {
    inputs.append(input)
    drain()
  }

  private mutating func drain() {
    guard !isFeeding else { return }
    isFeeding = true
    while !inputs.isEmpty {
      for action in driver.handle(inputs.removeFirst(), now: now) { perform(action) }
    }
    isFeeding = false
  }

  private mutating func perform(_ action: DriverAction) {
    switch action {
    case .request(.send(let token, let bytes, let stall)):
      if printer.holds {
        pending.append((token, bytes, stall.map { now + $0 }))
      } else {
        take(token, bytes)
      }
    case .request(.cancelSends): endPending(.cancelled)
    case .request(.control(let token, _)):
      link(.controlled(token, printer.portStatus.map { .data([$0]) } ?? .stalled))
    case .request(.datagram(let bytes, _)): datagrams.append(bytes)
    case .request(.hold(let on)): holds.append(on)
    case .request(.modemLines), .request(.askModemLines): break
    case .setTimer(let timer, let instant): timers[timer] = instant
    case .cancelTimer(let timer): timers[timer] = nil
    case .emit(let event): events.append(event)
    case .reply(let id, let result): replies[id] = result
    case .ready: isReady = true
    case .recover(let reason): recoveries.append(reason)
    case .capability(let name, let value): capabilities[name] = value
    case .count(let name, let increment): counts[name, default: 0] += increment
    case .log(_, let text): logs.append(text)
    case .fault, .healthy: break
    }
  }

  private mutating func endPending(_ outcome: SendOutcome, before first: LinkEvent? = nil) {
    let waiting = pending
    pending = []
    if let first { inputs.append(.link(first)) }
    for (index, send) in waiting.enumerated() {
      let count = outcome == .cancelled && index == 0 ? min(takesBeforeCancel, send.bytes.count) : 0
      taken += send.bytes.prefix(count)
      inputs.append(.link(.sent(send.token, transferred: count, outcome)))
    }
    drain()
  }

  private mutating func take(_ token: LinkToken, _ bytes: [UInt8]) {
    let isQuestion =
      bytes.starts(with: [0x10, 0x04]) || bytes.suffix(3) == [0x1D, 0x72, 0x01] || bytes == [0x1D, 0x61, 0xFF]
      || bytes.suffix(11).starts(with: [0x1D, 0x28, 0x48]) || bytes.starts(with: [0x1D, 0x49])
    if bytes == [UInt8](repeating: 0, count: 16) {
      zeros += 1
      link(.sent(token, transferred: bytes.count, .complete))
      if printer.echoes { link(.received(bytes)) }
      return
    }
    if !isQuestion, let next = printer.nextOutcome {
      printer.nextOutcome = nil
      taken += bytes.prefix(next.transferred)
      link(.sent(token, transferred: next.transferred, next.outcome))
      return
    }
    sends.append(bytes)
    if isQuestion { questions += 1 } else { taken += bytes }
    link(.sent(token, transferred: bytes.count, .complete))
    answer(bytes)
  }

  private mutating func answer(_ bytes: [UInt8]) {
    if printer.echoes, !bytes.isEmpty { link(.received(bytes)) }
    if bytes.starts(with: [0x10, 0x04]), printer.answersZero { link(.received([0x00])) }
    if bytes.starts(with: [0x10, 0x04]), printer.answersRealTime, !printer.ignores.contains(bytes[2]) {
      if printer.realTimeTime > .zero {
        answers.append((max(answers.last?.at ?? now, now + printer.realTimeTime), [realTimeStatus(bytes[2])]))
      } else {
        link(.received([realTimeStatus(bytes[2])]))
      }
    }
    if bytes.starts(with: [0x1D, 0x61, 0xFF]) { tellStatus() }
    let prints = !printer.paperEnd && !printer.coverOpen
    if bytes.suffix(3) == [0x1D, 0x72, 0x01], printer.answersInOrder, prints {
      if printer.inOrderTime > .zero {
        answers.append((max(answers.last?.at ?? now, now) + printer.inOrderTime, [0x00]))
      } else {
        link(.received([0x00]))
      }
    }
    if let token = Self.token(in: bytes), printer.answersProcessID, prints {
      link(.received([0x37, 0x22] + token + [0x00]))
    }
    if bytes.starts(with: [0x10, 0x14, 0x08]), printer.clearsBuffer { link(.received([0x37, 0x25, 0x00])) }
    if bytes.starts(with: [0x1D, 0x49]), let text = printer.identity[bytes[2]] {
      link(.received([0x5F] + Array(text.utf8) + [0x00]))
    }
    let kicks = bytes.starts(with: [0x1B, 0x70]) || bytes.starts(with: [0x10, 0x14, 0x01])
    if kicks, printer.hasDrawer, !printer.drawerHigh {
      printer.drawerHigh = true
      tellStatus()
    }
  }

  /// The four bytes of GS ( H 48 at the end of a send.
  static func token(in bytes: [UInt8]) -> [UInt8]? {
    let command = bytes.suffix(11)
    return command.starts(with: [0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30]) ? Array(command.suffix(4)) : nil
  }

  /// The token of the attempt under way.
  var token: [UInt8]? { sends.lazy.compactMap { Self.token(in: $0) }.last }

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
