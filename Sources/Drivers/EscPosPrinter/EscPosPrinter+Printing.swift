import EscPos
import PosModel

extension EscPosPrinter {
  private static let pollTime = Duration.seconds(1)
  private static let silencesToBear = 4
  private static let silence = PosError(
    .offline, "the printer does not answer", remedy: "check its cable and that it is switched on")
  private static let stallTime = Duration.seconds(3)
  /// Progress is told this often, in bytes.
  private static let progressStep = 65536

  private var chunkLength: Int { settings.link == .serial ? 512 : 4096 }

  mutating func print(_ id: CommandID, _ work: PrintWork) {
    guard link != nil else { return reply(id, .success(.printed(.notStarted(Self.notConnected)))) }
    guard attempt == nil, direct == nil else {
      let busy = PosError(.busy, "the printer is printing", remedy: "try again when the job has ended")
      return reply(id, .success(.printed(.notStarted(busy))))
    }
    attempt = PrintAttempt(command: id, work: keepingAutomaticStatus(work))
    if talks { start(QueryRun(.preflight, StatusQuery.usual)) } else { preflightEnded(answered: 0) }
  }

  /// The ESC @ that begins a job switches automatic status off; over TCP that is the only word of paper that ends in the
  /// middle, so it is asked for again at once.
  private func keepingAutomaticStatus(_ work: PrintWork) -> PrintWork {
    guard sendsAutomaticStatus, work.bytes.starts(with: Command.initialize) else { return work }
    var work = work
    work.bytes.insert(contentsOf: Command.enableAutomaticStatus, at: Command.initialize.count)
    return work
  }

  mutating func cancelPrint(_ id: CommandID, job: String) {
    reply(id, .success(.done))
    guard var attempt, attempt.work.job == job, !attempt.cancelled else { return }
    attempt.cancelled = true
    self.attempt = attempt
    switch attempt.phase {
    case .content: actions.append(.request(.cancelSends))
    case .preflight, .recovering, .fence, .verdict: endCancelled()
    }
  }

  private mutating func endCancelled() {
    guard let attempt else { return }
    let error = PosError(.failure, "the job was cancelled")
    endAttempt(attempt.sent == 0 ? .notStarted(error) : .interrupted(error, sent: attempt.sent))
  }

  mutating func endAttempt(_ outcome: PrintOutcome) {
    guard let attempt else { return }
    self.attempt = nil
    for timer in [PrinterTimer.poll, PrinterTimer.fence, PrinterTimer.stall] { actions.append(.cancelTimer(timer)) }
    reply(attempt.command, .success(.printed(outcome)))
    if case .completed = outcome { actions.append(.count("printed", 1)) }
    sendKickIfPossible()
  }

  private mutating func progress(blocked: PosError?, always: Bool = false) {
    guard var attempt, always || attempt.blocked != blocked || attempt.sent - attempt.reported >= Self.progressStep
    else { return }
    attempt.blocked = blocked
    attempt.reported = attempt.sent
    self.attempt = attempt
    actions.append(
      .emit(
        .printProgress(job: attempt.work.job, sent: attempt.sent, total: attempt.work.bytes.count, blocked: blocked)))
  }

  // MARK: Before the first byte

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
    self.attempt?.phase = .content
    progress(blocked: nil, always: true)
    sendNext()
  }

  /// The status has changed by itself.
  mutating func blockageChanged() {
    guard let attempt else { return }
    switch attempt.phase {
    case .preflight where attempt.blocked != nil && run == nil && status.blockage == nil:
      start(QueryRun(.preflight, StatusQuery.usual))
    case .content where status.blockage != nil: progress(blocked: status.blockage)
    case .fence: progress(blocked: status.blockage)
    default: break
    }
  }

  mutating func pollStatus() {
    switch attempt?.phase {
    case .preflight: start(QueryRun(.preflight, StatusQuery.usual))
    case .fence: start(QueryRun(.watching, StatusQuery.usual))
    default: break
    }
  }

  // MARK: The content

  private mutating func sendNext() {
    guard let attempt, attempt.phase == .content else { return }
    guard attempt.sent < attempt.work.bytes.count else { return contentEnded() }
    let end = min(attempt.sent + chunkLength, attempt.work.bytes.count)
    // No deadline: a printer without paper takes the rest when it has paper again.
    send(.content, Array(attempt.work.bytes[attempt.sent..<end]), stallTimeout: nil)
    actions.append(.setTimer(PrinterTimer.stall, now + Self.stallTime))
  }

  mutating func contentSent(_ transferred: Int, _ outcome: SendOutcome) {
    guard var attempt, attempt.phase == .content else { return }
    attempt.sent = min(attempt.sent + max(transferred, 0), attempt.work.bytes.count)
    if outcome == .complete, attempt.troubled {
      attempt.troubled = false
      actions.append(.healthy)
    }
    self.attempt = attempt
    switch outcome {
    case .complete, .timedOut:
      if status.source == .portStatus { status = PrinterStatus() }
      progress(blocked: status.blockage)
      if attempt.cancelled, attempt.sent < attempt.work.bytes.count { endCancelled() } else { sendNext() }
    case .cancelled: endCancelled()
    case .stalled: recover(Self.halted)
    case .failed(let words): recover("sending to the printer failed: \(words)")
    case .disconnected: break  // `.closed` follows.
    }
  }

  private mutating func recover(_ reason: String) {
    attempt?.phase = .recovering
    attempt?.troubled = true
    actions.append(.cancelTimer(PrinterTimer.stall))
    actions.append(.recover(reason))
    if attempt?.cancelled == true { endCancelled() }
  }

  /// The halt is cleared: exactly what the device had not taken follows.
  mutating func recovered() {
    guard attempt?.phase == .recovering else { return }
    attempt?.phase = .content
    sendNext()
  }

  mutating func noProgress() {
    guard attempt?.phase == .content else { return }
    actions.append(.setTimer(PrinterTimer.stall, now + Self.stallTime))
    stuck(status.blockage)
    if status.blockage == nil, healthyPort != nil { askPortStatus(.portWhileStuck) }
  }

  mutating func stuck(_ reason: PosError?) {
    let unexplained = PosError(
      .busy, "the printer takes no data", remedy: "look at its paper, its cover and its panel")
    progress(blocked: reason ?? attempt?.blocked ?? unexplained)
  }

  // MARK: After the last byte

  private mutating func contentEnded() {
    guard let attempt else { return }
    actions.append(.cancelTimer(PrinterTimer.stall))
    guard link?.canReceive == true else { return endAttempt(.completed(.none)) }
    guard talks else { return endAttempt(.completed(.transmitted)) }
    // ESC @ in the content has switched automatic status off.
    let automatic = sendsAutomaticStatus ? Command.enableAutomaticStatus : []
    guard fence == .answers, !attempt.asksByItself else {
      if !automatic.isEmpty { send(.setup, automatic) }
      return startVerdict()
    }
    self.attempt?.phase = .fence
    send(.fence, automatic + Command.paperStatusInOrder, stallTimeout: nil)
    actions.append(.setTimer(PrinterTimer.fence, now + attempt.printingTime))
    // Over TCP a question waits behind the data, so its answer says nothing of now.
    if settings.link != .tcp { actions.append(.setTimer(PrinterTimer.poll, now + Self.pollTime)) }
    sendKickIfPossible()
  }

  mutating func watchingEnded(answered: Int) {
    guard let attempt, attempt.phase == .fence else { return }
    if answered > 0 || sendsAutomaticStatus { progress(blocked: status.blockage) }
    if status.blockage != nil { actions.append(.setTimer(PrinterTimer.fence, now + attempt.printingTime)) }
    actions.append(.setTimer(PrinterTimer.poll, now + Self.pollTime))
  }

  mutating func fenceAnswered() {
    guard attempt?.phase == .fence else { return }
    attempt?.fenced = true
    startVerdict()
  }

  mutating func fenceTimedOut() {
    guard let attempt, attempt.phase == .fence else { return }
    guard status.blockage == nil else {
      actions.append(.setTimer(PrinterTimer.fence, now + attempt.printingTime))
      return
    }
    fence = .unknown
    startVerdict()
  }

  private mutating func startVerdict() {
    attempt?.phase = .verdict
    actions.append(.cancelTimer(PrinterTimer.fence))
    actions.append(.cancelTimer(PrinterTimer.poll))
    start(QueryRun(.verdict, StatusQuery.usual))
  }

  mutating func verdictEnded(answered: Int) {
    guard let attempt, attempt.phase == .verdict else { return }
    let clean = answered > 0 && status.blockage == nil
    endAttempt(.completed(attempt.fenced && clean ? .processed : .transmitted))
  }
}
