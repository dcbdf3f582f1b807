import EscPos
import PosModel

/// Before the first content byte.
extension EscPosPrinter {
  static let pollTime = Duration.seconds(1)
  static let silencesToBear = 4
  /// Less than a connection lasts on which nothing moves.
  private static let burstTime = Duration.seconds(2)
  static let silence = PosError(
    .offline, "the printer does not answer", remedy: "check its cable and that it is switched on")

  mutating func print(_ id: CommandID, _ work: PrintWork) {
    guard link != nil else { return reply(id, .success(.printed(.notStarted(Self.notConnected)))) }
    guard attempt == nil, direct == nil, probing == nil else {
      return reply(id, .success(.printed(.notStarted(Self.isPrinting))))
    }
    serial &+= 1
    // Between two bursts others have printed, and what they asked may be answered to us.
    if settings.quirks.contains("linger"), endedAt.map({ now - $0 > Self.burstTime }) ?? true { loseSync() }
    attempt = PrintAttempt(id, work, token: ProcessToken.make(for: work, serial: serial), now: now)
    actions.append(.cancelTimer(PrinterTimer.rest))
    if settings.quirks.contains("linger") { actions.append(.request(.hold(true))) }
    if isKnownClean {
      isClean()
    } else if talks {
      start(QueryRun(.preflight, StatusQuery.usual))
    } else {
      preflightEnded(answered: 0)
    }
  }

  /// Whether asking would tell nothing new: the printer tells changes by itself, or was asked a moment ago.
  private var isKnownClean: Bool {
    guard run == nil, status.online == true, status.blockage == nil else { return false }
    if sendsAutomaticStatus, status.source == .automatic { return true }
    return cleanAt.map { now - $0 < Self.pollTime } ?? false
  }

  mutating func preflightEnded(answered: Int) {
    guard let attempt, attempt.phase == .preflight else { return }
    // A printer that used to answer and is silent now is waited for a little, then trusted to be merely deaf.
    let silent = hasAnswered && !sendsAutomaticStatus && answered == 0 && silences < Self.silencesToBear
    if let blockage = status.blockage ?? (silent ? Self.silence : nil) {
      progress(blocked: blockage)
      actions.append(.setTimer(PrinterTimer.poll, now + Self.pollTime))
      sendKickIfPossible()
      return
    }
    actions.append(.cancelTimer(PrinterTimer.poll))
    isClean()
  }

  private mutating func isClean() {
    guard var attempt else { return }
    guard !attempt.hasGo else { return begin() }
    attempt.phase = .ready
    let isNews = !attempt.toldReady
    attempt.toldReady = true
    self.attempt = attempt
    if isNews { actions.append(.emit(.printReady(job: attempt.work.job))) }
    sendKickIfPossible()
  }

  mutating func startPrint(_ id: CommandID, job: String) {
    guard var attempt, attempt.work.job == job else {
      let error = PosError(.illegal, "no such job waits at the printer", remedy: "it has ended: see posd jobs")
      return reply(id, .failure(error))
    }
    reply(id, .success(.done))
    guard !attempt.hasGo else { return }
    attempt.hasGo = true
    self.attempt = attempt
    guard attempt.phase == .ready else { return }
    guard !talks || isKnownClean else {
      // What was clean when the job was announced may not be so any more.
      self.attempt?.phase = .preflight
      return start(QueryRun(.preflight, StatusQuery.usual))
    }
    begin()
  }

  private mutating func begin() {
    guard let attempt else { return }
    if predecessor(of: attempt) != nil || interruption != nil {
      startClearing()
    } else {
      startContent()
    }
  }

  // MARK: Giving up

  mutating func cancelPrint(_ id: CommandID, job: String) {
    reply(id, .success(.done))
    guard let attempt, attempt.work.job == job else { return }
    let wasCancelled = attempt.cancelled
    self.attempt?.cancelled = true
    if attempt.phase != .content || attempt.pending == nil {
      endCancelled()
    } else if !wasCancelled {
      actions.append(.request(.cancelSends))
    }
  }

  mutating func endCancelled() {
    if attempt?.phase == .clearing { actions.append(.request(.cancelSends)) }
    endEarly(PosError(.failure, "the job was cancelled"))
  }

  mutating func endEarly(_ error: PosError) {
    guard let attempt else { return }
    let mayHaveLeft = max(attempt.sent, attempt.reach ?? 0) > 0
    endAttempt(mayHaveLeft ? .interrupted(error, sent: attempt.sent) : .notStarted(error))
  }

  mutating func endAttempt(_ outcome: PrintOutcome) {
    guard var attempt else { return }
    remember(&attempt, outcome)
    if attempt.phase == .fence && !attempt.fenced || attempt.cursor.asks { loseSync() }
    self.attempt = nil
    endedAt = now
    for timer in [PrinterTimer.poll, PrinterTimer.fence, PrinterTimer.stall, PrinterTimer.clearing, PrinterTimer.life] {
      actions.append(.cancelTimer(timer))
    }
    endForcedTransmission()
    if settings.quirks.contains("linger"), link != nil { actions.append(.request(.hold(false))) }
    reply(attempt.command, .success(.printed(outcome)))
    if case .completed = outcome { actions.append(.count("printed", 1)) }
    sendKickIfPossible()
    hurryLife()
    watchAtRest()
  }

  // MARK: News

  mutating func progress(blocked: PosError?, always: Bool = false) {
    guard var attempt, always || attempt.blocked != blocked || attempt.sent - attempt.reported >= Self.progressStep
    else { return }
    attempt.blocked = blocked
    attempt.reported = attempt.sent
    self.attempt = attempt
    actions.append(
      .emit(
        .printProgress(job: attempt.work.job, sent: attempt.sent, total: attempt.work.bytes.count, blocked: blocked)))
  }

  /// Progress is told this often, in bytes.
  private static let progressStep = 65536

  /// The status has changed by itself.
  mutating func blockageChanged() {
    guard let attempt else { return }
    switch attempt.phase {
    case .preflight where attempt.blocked != nil && run == nil && status.blockage == nil:
      start(QueryRun(.preflight, StatusQuery.usual))
    case .ready where status.blockage != nil:
      self.attempt?.phase = .preflight
      preflightEnded(answered: 1)
    case .content:
      progress(blocked: status.blockage)
      if status.blockage == nil { sendNext() } else { sendKickIfPossible() }
    case .confirming, .fence: watchProof()
    case .verdict where run == nil: startVerdict()
    default: break
    }
  }

  mutating func pollStatus() {
    switch attempt?.phase {
    case .preflight: start(QueryRun(.preflight, StatusQuery.usual))
    case .content where isBetweenCommands: start(QueryRun(.watching, StatusQuery.usual))
    case .confirming, .fence: start(QueryRun(.watching, StatusQuery.usual))
    case .verdict: startVerdict()
    default: break
    }
  }
}
