import PosModel

/// A drawer with a link of its own: kicked at once or not at all, and asked for its state.
///
/// The drivers say what opens it and how it is asked, and hand in what it answers.
struct DirectDrawer: Sendable {
  /// How its state is found out.
  enum Question: Hashable, Sendable {
    case report([UInt8])
    case modemLines
  }

  enum Purpose: Hashable, Sendable {
    case question
    case kick(CommandID)
    case direct(CommandID)
  }

  /// How long a drawer takes to open, after which it is kicked once more.
  static let openingTime = Duration.seconds(1)
  static let answerTime = Duration.milliseconds(500)
  static let waitingBound = 16
  /// While somebody waits for it to open or to be closed.
  static let busyInterval = Duration.milliseconds(250)
  /// So soon is it known that somebody has opened it with the key.
  static let restInterval = Duration.seconds(1)
  /// Silent for so many questions, it is not known any more whether it is open.
  static let silenceBound = 3

  static let pollTimer = DriverTimer("poll")
  static let answerTimer = DriverTimer("answer")
  static let kickTimer = DriverTimer("kick")

  let settings: DriverSettings
  let kickBytes: [UInt8]
  let pin: Int
  /// nil: nobody can tell whether it is open.
  var question: Question?
  var sensor: DrawerSensor
  var isConnected = false
  var kick: Kick?
  var sends: [LinkToken: Purpose] = [:]
  var lastToken: UInt32 = 0
  var isAsking = false
  var isHalted = false
  var silences = 0
  /// What the next answer is for.
  var waiting: [(id: CommandID, wantsLevel: Bool)] = []
  var kicks = 0
  var actions: [DriverAction] = []

  init(_ settings: DriverSettings, kick: [UInt8], question: Question?, openLevel: DrawerLevel?) {
    self.settings = settings
    kickBytes = kick
    pin = settings.drawerPulse?.pin ?? 2
    self.question = question
    sensor = DrawerSensor(openLevel: openLevel)
  }

  mutating func takeActions() -> [DriverAction] {
    defer { actions.removeAll() }
    return actions
  }

  // MARK: Link

  mutating func opened(_ now: Instant) {
    isConnected = true
    isAsking = false
    silences = 0
    sensor.linkOpened()
    if sensor.isOpen == true { actions.append(.setTimer(DrawerSensor.leftOpenTimer, now + settings.leftOpen)) }
    actions.append(.ready)
    ask(now)
  }

  mutating func closed(_ reason: CloseReason) {
    let error =
      switch reason {
      case .failed(let error): error
      case .requested: PosError(.offline, "the drawer was closed down", remedy: "try again")
      case .disconnected: Self.gone
      }
    isConnected = false
    for timer in [Self.pollTimer, Self.answerTimer, DrawerSensor.leftOpenTimer] { actions.append(.cancelTimer(timer)) }
    for case .direct(let id) in sends.values { actions.append(.reply(id, .failure(error))) }
    sends = [:]
    isAsking = false
    endKick(.failure(error))
    answerWaiting(error)
  }

  mutating func sent(_ token: LinkToken, _ transferred: Int, _ outcome: SendOutcome, _ now: Instant) {
    switch sends.removeValue(forKey: token) {
    case .kick(let id): kickSent(id, transferred, outcome, now)
    case .question: if outcome != .complete { unanswered(now) }
    case .direct(let id):
      actions.append(.reply(id, outcome == .complete ? .success(.data([])) : .failure(Self.refused)))
    case nil: break
    }
    switch outcome {
    case .stalled:
      isHalted = true
      actions.append(.recover("the drawer's USB endpoint is halted"))
    case .complete where isHalted:
      isHalted = false
      actions.append(.healthy)
    default: break
    }
  }

  mutating func fired(_ timer: DriverTimer, _ now: Instant) {
    switch timer {
    case Self.pollTimer: ask(now)
    case Self.answerTimer: unanswered(now)
    case Self.kickTimer: kickIsLate(now)
    case DrawerSensor.leftOpenTimer: sensor.stillOpen(&actions)
    default: break
    }
  }

  // MARK: Commands

  mutating func run(_ command: DriverCommand, _ id: CommandID, _ now: Instant) {
    guard isConnected else { return actions.append(.reply(id, .failure(Self.gone))) }
    switch command {
    case .openDrawer: open(id, now)
    case .drawerStatus, .drawerLevel:
      let wantsLevel = command == .drawerLevel
      guard question != nil else { return answer(id, wantsLevel) }
      guard waiting.count < Self.waitingBound else {
        return actions.append(.reply(id, .failure(PosError(.busy, "too many wait for the drawer's state"))))
      }
      waiting.append((id, wantsLevel))
      ask(now)
    case .check: actions.append(.reply(id, .success(.health(health))))
    default: actions.append(.reply(id, .failure(PosError(.unsupported, "a drawer cannot do \(command.subject)"))))
    }
  }

  /// Answered when the bytes have left.
  mutating func send(_ bytes: [UInt8], for id: CommandID) {
    guard isConnected else { return actions.append(.reply(id, .failure(Self.gone))) }
    guard sends.count < Self.waitingBound else {
      return actions.append(.reply(id, .failure(PosError(.busy, "the drawer has not taken the bytes before"))))
    }
    actions.append(.request(.send(token(.direct(id)), bytes, stallTimeout: .seconds(2))))
  }

  var health: String {
    let state = sensor.isOpen.map { $0 ? "open" : "closed" } ?? (question == nil ? "no sensor" : "state unknown")
    return "\(state), \(kicks) kicks since it was found"
  }

  mutating func token(_ purpose: Purpose) -> LinkToken {
    lastToken &+= 1
    let token = LinkToken(lastToken)
    sends[token] = purpose
    return token
  }

  // MARK: Errors

  static let gone = PosError(
    .offline, "the drawer is not connected", remedy: "check its cable; posd device says what keeps it from opening")
  static let refused = PosError(
    .failure, "the drawer did not take the command", remedy: "plug its cable out and in, then try again")
  static let silent = PosError(
    .timeout, "the drawer does not say whether it is open", remedy: "plug its cable out and in")
  static let tooLate = Kick.tooLate("see whether its cable is in, then try again")
}
