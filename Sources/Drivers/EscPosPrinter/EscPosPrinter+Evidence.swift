import EscPos
import PosModel

/// After the last content byte: what the printer says of it. Silence is no proof of anything.
extension EscPosPrinter {
  /// The best proof that this printer can give comes first.
  mutating func awaitProof() {
    switch confirmation {
    case .claimed, .answers:
      guard let attempt else { return }
      self.attempt?.phase = .confirming
      send(.fence, restoredStatus + ProcessToken.request(attempt.token), stallTimeout: nil)
      startProofClock()
    case .unasked, .denied: awaitFence()
    }
  }

  private mutating func awaitFence() {
    guard let attempt else { return }
    guard talks else { return awaitLeaving() }
    guard mayProveInOrder, !attempt.cursor.asks else {
      if !restoredStatus.isEmpty { send(.automatic, restoredStatus) }
      return startVerdict()
    }
    self.attempt?.phase = .fence
    askForProof(restoredStatus)
    startProofClock()
  }

  /// A network card acknowledges what it has. One that is gone does not, and its connection ends within this time.
  private mutating func awaitLeaving() {
    guard settings.link == .tcp else { return endAttempt(.completed(.transmitted)) }
    attempt?.phase = .leaving
    send(.leaving, [], stallTimeout: .seconds(10))
    sendKickIfPossible()
  }

  mutating func left(_ outcome: SendOutcome) {
    guard attempt?.phase == .leaving else { return }
    switch outcome {
    case .disconnected: break  // `.closed` follows.
    case .cancelled: awaitLeaving()
    default: endAttempt(.completed(.transmitted))
    }
  }

  /// The content may have switched automatic status off.
  private var restoredStatus: [UInt8] { sendsAutomaticStatus ? Command.enableAutomaticStatus : [] }

  private mutating func startProofClock() {
    actions.append(.setTimer(PrinterTimer.fence, now + proofTime))
    if isWatched { watchLife() } else { pollProof() }
    watchProof()
    sendKickIfPossible()
  }

  mutating func pollProof() {
    guard !sendsAutomaticStatus, talks, attempt?.phase != .content else { return }
    actions.append(.setTimer(PrinterTimer.poll, now + Self.pollTime))
  }

  private var proofTime: Duration {
    let isImpact = settings.profile?.imageCommand == .column8
    return attempt?.printingTime(dotsPerSecond: isImpact ? 160 : 400) ?? .seconds(3)
  }

  /// The printer has got to the question of a round: what follows takes no longer than at rest.
  mutating func proofComesNearer() {
    guard attempt?.phase == .fence, attempt?.blocked == nil else { return }
    actions.append(.setTimer(PrinterTimer.fence, now + .seconds(3)))
  }

  /// The clock of the proof runs while the printer can print.
  mutating func watchProof() {
    guard let attempt, attempt.phase == .confirming || attempt.phase == .fence else { return }
    let blockage = status.blockage
    // For a printer that is only silent the clock runs on, and its next word alone takes that back.
    let wasSilent = attempt.blocked == Self.silence
    if attempt.blocked == nil || wasSilent, blockage != nil {
      actions.append(.cancelTimer(PrinterTimer.fence))
    } else if attempt.blocked != nil, !wasSilent, blockage == nil {
      actions.append(.setTimer(PrinterTimer.fence, now + proofTime))
    }
    if wasSilent, blockage == nil { return }
    progress(blocked: blockage)
    if blockage != nil { sendKickIfPossible() }
  }

  mutating func watchingEnded(answered: Int) {
    guard let attempt else { return }
    switch attempt.phase {
    case .content:
      if answered > 0 { progress(blocked: status.blockage) } else { self.attempt?.nextQuestion = now + .seconds(10) }
    // `sendNext` follows.
    case .confirming, .fence:
      if answered > 0 || sendsAutomaticStatus { watchProof() }
      actions.append(.setTimer(PrinterTimer.poll, now + Self.pollTime))
    default: break
    }
  }

  // MARK: GS ( H 48

  /// `37 22 d1 d2 d3 d4 00`; the words of older attempts are none of this one's.
  mutating func confirmed(_ token: [UInt8]) {
    guard let attempt, attempt.phase.isAfterContent, confirmation != .unasked, token == attempt.token else {
      actions.append(.count("lateAnswers", 1))
      return
    }
    if confirmation != .answers { actions.append(.capability("processID", .flag(true))) }
    confirmation = .answers
    endAttempt(.completed(.confirmed))
  }

  mutating func proofIsOverdue() {
    guard let attempt, status.blockage == nil else { return }
    switch attempt.phase {
    case .confirming where confirmation == .answers:
      endAttempt(
        .interrupted(
          PosError(
            .failure, "the printer has taken the whole job and has not said that it printed it",
            remedy: "look at the paper, then say whether it is printed"), sent: attempt.sent))
    case .confirming:
      confirmation = .denied
      actions.append(.capability("processID", .flag(false)))
      actions.append(
        .log(.warning, "the printer does not answer GS ( H 48 although its profile says so; it is not sent any more"))
      awaitFence()
    case .fence:
      inOrderInVain()
      loseSync()
      startVerdict()
    default: break
    }
  }

  /// The question itself did not get out, or was taken back together with a kick that came too late.
  mutating func proofNotSent(_ outcome: SendOutcome) {
    guard let attempt, attempt.phase == .confirming || attempt.phase == .fence else { return }
    switch outcome {
    case .disconnected: break  // `.closed` follows.
    case .cancelled where attempt.phase == .confirming: awaitProof()
    case .cancelled: awaitFence()
    default:
      if attempt.phase == .confirming, confirmation == .answers { return }
      loseSync()
      startVerdict()
    }
  }

  // MARK: GS r, and the status after it

  mutating func fenceAnswered() {
    guard attempt?.phase == .fence else { return }
    attempt?.fenced = true
    startVerdict()
  }

  mutating func startVerdict() {
    attempt?.phase = .verdict
    hurryLife()
    actions.append(.cancelTimer(PrinterTimer.fence))
    actions.append(.cancelTimer(PrinterTimer.poll))
    if attempt?.fenced == true, sendsAutomaticStatus, status.source == .automatic {
      // The switch before the fence has made the printer tell everything.
      verdictEnded(answered: 1)
    } else {
      start(QueryRun(.verdict, StatusQuery.usual))
    }
  }

  mutating func verdictEnded(answered: Int) {
    guard let attempt, attempt.phase == .verdict else { return }
    guard answered > 0 else { return isSilent(attempt) }
    // What waits for paper is printed when it comes.
    if let blockage = status.blockage {
      progress(blocked: blockage)
      actions.append(.setTimer(PrinterTimer.poll, now + Self.pollTime))
      return sendKickIfPossible()
    }
    endAttempt(.completed(attempt.fenced ? .processed : .transmitted))
  }

  /// A printer that never answers is believed to be merely deaf; one that used to has something to hide.
  private mutating func isSilent(_ attempt: PrintAttempt) {
    guard hasAnswered, !attempt.fenced || attempt.blocked != nil else { return endAttempt(.completed(.transmitted)) }
    guard silences >= Self.silencesToBear else {
      return actions.append(.setTimer(PrinterTimer.poll, now + Self.pollTime))
    }
    endAttempt(.interrupted(Self.silence, sent: attempt.sent))
  }
}
