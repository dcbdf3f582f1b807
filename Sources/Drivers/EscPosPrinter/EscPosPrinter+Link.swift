import EscPos
import PosModel
import TextEncodings

extension EscPosPrinter {
  mutating func opened(_ description: LinkDescription) {
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
    cleanAt = nil
    fence = settings.profile?.status.inOrder == false ? .silent : .unknown
    questionsInVain = 0
    roundsInVain = 0
    answersRealTime = false
    answersLate = false
    slowestAnswer = .zero
    noiseAt = nil
    lastShort = []
    isSwitchedOff = false
    isMute = false
    longestPause = .zero
    sync.lose()
    healthyPort = nil
    isStopped = false
    isForced = false
    isHaltedAtRest = false
    drawer.linkOpened()
    actions.append(.capability("encoding", .word(encoding.name)))
    actions.append(.capability("cut", .flag(true)))
    guard canAsk else {
      becomeReady()
      return
    }
    endOpenHeader()
    if settings.link == .usb, !settings.quirks.contains("vendor-class") { askPortStatus(.portAtRest) }
    var run = QueryRun(.opening, StatusQuery.usual)
    if interruption != nil, settings.profile?.status.inOrder == true { run.inOrder = .first }
    start(run)
  }

  mutating func closed(_ reason: CloseReason) {
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
    if let probing { reply(probing.command, .failure(error)) }
    probing = nil
    endEarly(error)
    forgetUnproven()
    status = PrinterStatus()
    sendsAutomaticStatus = false
  }

  // MARK: Sends

  mutating func send(_ purpose: SendPurpose, _ bytes: [UInt8], stallTimeout: Duration? = .milliseconds(500)) {
    if purpose != .query, purpose != .automatic, purpose != .sync { cleanAt = nil }
    lastShort = bytes.count <= 16 ? bytes : []
    actions.append(.request(.send(token(purpose), bytes, stallTimeout: stallTimeout)))
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

  mutating func sent(_ token: LinkToken, _ transferred: Int, _ outcome: SendOutcome) {
    guard let purpose = sends.removeValue(forKey: token) else { return }
    if purpose != .content { watchHalt(outcome) }
    switch purpose {
    case .content: contentSent(transferred, outcome)
    case .kick(let kick): kickSent(kick, transferred, outcome)
    case .query where outcome != .complete:
      if probing == nil { queryTimedOut(isTaken: false) } else { probeTimedOut() }
    case .fence where outcome != .complete: proofNotSent(outcome)
    case .sync where outcome != .complete: loseSync()
    case .clearing: clearingSent(outcome)
    case .leaving: left(outcome)
    case .automatic where outcome == .cancelled: attempt?.owesStatus = true
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
  static let notConnected = PosError(
    .offline, "the printer is not connected", remedy: "check its cable and that it is switched on")
}
