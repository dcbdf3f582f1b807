import Drivers
import PosModel

/// A drawer's driver on a bench: its actions are carried out at once, and time passes only when the test says so.
struct DrawerBench<Drawer: Driver> {
  var driver: Drawer
  var now = Instant(nanoseconds: 1_000_000_000)
  /// What the drawer answers to a report; nil: nothing.
  var answer: ([UInt8]) -> [UInt8]? = { _ in nil }
  /// What it answers to the question for the modem lines.
  var lines: ControlOutcome = .failed("none")
  /// Takes nothing: every send stays pending.
  var holds = false
  /// The next send ends like this.
  var nextOutcome: SendOutcome?
  var timers: [DriverTimer: Instant] = [:]
  var pending: [LinkToken] = []
  var taken: [[UInt8]] = []
  var questions = 0
  var replies: [CommandID: Result<DriverReply, PosError>] = [:]
  var events: [DeviceEvent] = []
  var capabilities: [String: Capability] = [:]
  var counts: [String: Int] = [:]
  var recoveries = 0
  var isReady = false
  private var commands: UInt64 = 0
  private var inputs: [DriverInput] = []
  private var isFeeding = false

  init(_ settings: DriverSettings) throws {
    driver = try Drawer(settings)
  }

  mutating func open() { link(.opened(LinkDescription())) }

  mutating func link(_ event: LinkEvent) { feed(.link(event)) }

  @discardableResult
  mutating func command(_ command: DriverCommand) -> CommandID {
    commands += 1
    let id = CommandID(commands)
    feed(.command(id, command))
    return id
  }

  mutating func pass(_ duration: Duration) {
    let end = now + duration
    while let (timer, due) = timers.min(by: { $0.value < $1.value }), due <= end {
      timers[timer] = nil
      now = max(now, due)
      feed(.timer(timer))
    }
    now = end
  }

  private mutating func feed(_ input: DriverInput) {
    inputs.append(input)
    guard !isFeeding else { return }
    isFeeding = true
    defer { isFeeding = false }
    while !inputs.isEmpty {
      for action in driver.handle(inputs.removeFirst(), now: now) { carryOut(action) }
    }
  }

  private mutating func carryOut(_ action: DriverAction) {
    switch action {
    case .request(.send(let token, let bytes, _)): take(token, bytes)
    case .request(.askModemLines(let token)):
      questions += 1
      inputs.append(.link(.controlled(token, lines)))
    case .request(.cancelSends):
      inputs += pending.map { .link(.sent($0, transferred: 0, .cancelled)) }
      pending = []
    case .setTimer(let timer, let instant): timers[timer] = instant
    case .cancelTimer(let timer): timers[timer] = nil
    case .emit(let event): events.append(event)
    case .reply(let id, let result): replies[id] = result
    case .ready: isReady = true
    case .recover: recoveries += 1
    case .capability(let name, let value): capabilities[name] = value
    case .count(let name, let increment): counts[name, default: 0] += increment
    case .request, .fault, .healthy, .log: break
    }
  }

  private mutating func take(_ token: LinkToken, _ bytes: [UInt8]) {
    if holds { return pending.append(token) }
    if let outcome = nextOutcome {
      nextOutcome = nil
      inputs.append(.link(.sent(token, transferred: 0, outcome)))
      return
    }
    taken.append(bytes)
    inputs.append(.link(.sent(token, transferred: bytes.count, .complete)))
    if let report = answer(bytes) { inputs.append(.link(.received(report))) }
  }
}

extension Result<DriverReply, PosError> {
  var code: PosError.Code? {
    if case .failure(let error) = self { error.code } else { nil }
  }
}
