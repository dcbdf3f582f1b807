import EscPos
import PosModel

/// The content on its way: cut between commands, so that kicks and questions never get into a picture.
extension EscPosPrinter {
  static let stallTime = Duration.seconds(1)
  /// Taking nothing for so long needs an explanation.
  private static let patience = Duration.seconds(3)

  private var chunkLength: Int { settings.link == .serial ? 512 : 4096 }
  /// Lines of text leave a watched printer's way free more often: they are printed at a few kilobytes a second.
  private static let shortChunk = 1024

  mutating func startContent() {
    hasSent = true
    attempt?.phase = .content
    attempt?.movedAt = now
    attempt?.nextQuestion = now + Self.pollTime
    progress(blocked: nil, always: true)
    watchLife()
    sendNext()
  }

  mutating func sendNext() {
    guard var attempt, attempt.phase == .content, attempt.pending == nil, link != nil,
      run == nil || run?.purpose == .life
    else { return }
    let isBetween = attempt.isBetweenCommands()
    self.attempt = attempt
    if isBetween {
      sendKickIfPossible()
      if attempt.owesStatus {
        attempt.owesStatus = false
        self.attempt?.owesStatus = false
        send(.automatic, Command.enableAutomaticStatus)
      }
      if attempt.sent >= attempt.work.bytes.count { return contentEnded() }
      // What is known to wait for paper is not filled up: so the way stays free for kicks and questions.
      guard status.blockage == nil else {
        actions.append(.setTimer(PrinterTimer.poll, now + Self.pollTime))
        return
      }
      if asksInBetween, attempt.nextQuestion <= now {
        self.attempt?.nextQuestion = now + Self.pollTime
        return start(QueryRun(.watching, [.printer]))
      }
      askForLife()
      // A question that has ended at once has gone on with the content.
      guard self.attempt?.pending == nil else { return }
    }
    guard !isStopped else {
      actions.append(.setTimer(PrinterTimer.stall, now + Self.stallTime))
      return
    }
    var limit = chunkLength
    // A kick is waiting for the end of this command: nothing more gets into its way.
    if !isBetween, kick?.madeWay == true {
      limit = max(1, min(limit, attempt.cursor.missing(after: attempt.sent, of: attempt.work.bytes)))
    }
    var chunk = attempt.cursor.chunk(of: attempt.work.bytes, from: attempt.sent, limit: limit)
    if isWatched, chunk.endsCommand, chunk.end - attempt.sent > Self.shortChunk {
      let short = attempt.cursor.chunk(of: attempt.work.bytes, from: attempt.sent, limit: Self.shortChunk)
      if short.endsCommand { chunk = short }
    }
    attempt.pending = chunk
    self.attempt = attempt
    // No deadline: a printer without paper takes the rest when it has paper again.
    send(.content, Array(attempt.work.bytes[attempt.sent..<chunk.end]), stallTimeout: nil)
    // ESC @ switches automatic status off, and over TCP that is the only word of paper that ends in the middle.
    if chunk.initializes, sendsAutomaticStatus { send(.automatic, Command.enableAutomaticStatus) }
    actions.append(.setTimer(PrinterTimer.stall, now + Self.stallTime))
  }

  /// Over TCP a question waits behind the data, so its answer says nothing of now.
  private var asksInBetween: Bool { talks && !sendsAutomaticStatus && settings.link != .tcp }

  mutating func contentSent(_ transferred: Int, _ outcome: SendOutcome) {
    guard var attempt, attempt.phase == .content, let pending = attempt.pending else { return }
    if transferred > 0 { sawLife() }
    attempt.pending = nil
    attempt.sent = min(attempt.sent + max(transferred, 0), pending.end)
    if transferred > 0 { attempt.movedAt = now }
    if outcome == .complete, attempt.troubled {
      attempt.troubled = false
      actions.append(.healthy)
    }
    self.attempt = attempt
    switch outcome {
    case .complete, .timedOut, .cancelled:
      if outcome == .complete, status.source == .portStatus { status = PrinterStatus() }
      if attempt.cancelled, attempt.sent < attempt.work.bytes.count { return endCancelled() }
      if transferred > 0 { progress(blocked: status.blockage) }
      sendNext()
    case .stalled: recover(Self.halted)
    case .failed(let words): recover("sending to the printer failed: \(words)")
    case .disconnected:
      // A USB transfer that the kernel gives back at an unplug says 0, whatever the printer has taken. `.closed` follows.
      if settings.link == .usb { self.attempt?.reach = pending.end }
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
    attempt?.movedAt = now
    sendNext()
  }

  mutating func noProgress() {
    guard let attempt else { return }
    let isClearing = attempt.phase == .clearing
    guard isClearing || attempt.phase == .content && (attempt.pending != nil || isStopped) else { return }
    actions.append(.setTimer(PrinterTimer.stall, now + Self.stallTime))
    if status.blockage != nil {
      progress(blocked: status.blockage)
    } else if now - attempt.movedAt >= Self.patience {
      progress(blocked: attempt.blocked ?? Self.takesNothing)
    }
    if status.blockage == nil, healthyPort != nil, !isClearing { askPortStatus(.portWhileStuck) }
    forceTransmission()
    sendKickIfPossible()
  }

  static let takesNothing = PosError(
    .busy, "the printer takes no data", remedy: "look at its paper, its cover and its panel")

  private mutating func contentEnded() {
    actions.append(.cancelTimer(PrinterTimer.stall))
    actions.append(.cancelTimer(PrinterTimer.poll))
    endLastCommand()
    guard link?.canReceive == true else { return endAttempt(.completed(.none)) }
    awaitProof()
  }
}
