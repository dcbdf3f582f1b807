import EscPos
import PosModel

/// One question at a time, for the answers do not say what they answer.
extension EscPosPrinter {
  static let answerTime = Duration.milliseconds(500)
  private static let waitingBound = 8
  /// An answer that takes longer is not waited for.
  private static let slowest = Duration.milliseconds(1200)

  /// Whether a question makes sense at all on this link.
  var canAsk: Bool {
    link?.canReceive == true && !has("no-status")
  }

  /// Whether an answer may be expected: the printer has answered before, or was not asked twice in vain.
  var talks: Bool { canAsk && (hasAnswered || silences < 2) }

  /// Whether something can go out now without landing in the middle of a command, or behind bytes that do not move.
  var isBetweenCommands: Bool {
    guard var attempt else { return true }
    switch attempt.phase {
    case .preflight, .ready, .confirming, .fence, .verdict, .leaving: return true
    case .content: return attempt.isBetweenCommands()
    case .clearing, .recovering: return false
    }
  }

  /// Answers a command by asking the printer, or with what is known when it cannot be asked now.
  mutating func ask(_ purpose: QueryRun.Purpose, _ queries: [StatusQuery]) {
    if case .report(let id, _) = purpose, link == nil {
      return reply(id, .failure(Self.notConnected))
    }
    guard canAsk, isBetweenCommands, probing == nil, !isAskedForLife || !isMute else {
      return finished(QueryRun(purpose, []))
    }
    start(QueryRun(purpose, queries))
  }

  mutating func start(_ run: QueryRun) {
    guard self.run == nil, quietUntil <= now, waitingRuns.isEmpty else {
      guard waitingRuns.count < Self.waitingBound else { return finished(run) }
      waitingRuns.append(run)
      return startWaiting()
    }
    self.run = run
    askNext()
  }

  private mutating func askNext() {
    guard var run else { return }
    guard isBetweenCommands else { return endRun() }
    run.remaining.removeAll { ignored[$0, default: 0] >= 2 }
    if run.inOrder == .first {
      run.inOrder = .asked
      self.run = run
      send(.query, Command.paperStatusInOrder)
      actions.append(.setTimer(PrinterTimer.query, now + Self.answerTime))
    } else if !run.remaining.isEmpty {
      let query = run.remaining.removeFirst()
      run.asked = query
      askedAt = now
      self.run = run
      // A question for a sign of life may wait, as long as its job does.
      send(.query, query.bytes, stallTimeout: isAskedForLife ? nil : Self.answerTime)
      actions.append(.setTimer(PrinterTimer.query, now + patience))
    } else {
      endRun()
    }
  }

  /// The in-order answer that a run begins with has come, or will not: the printer may wait for paper, or for the rest of a
  /// command.
  mutating func passedFirst() {
    run?.inOrder = nil
    askNext()
  }

  mutating func endRun() {
    guard let run else { return }
    self.run = nil
    actions.append(.cancelTimer(PrinterTimer.query))
    if run.answered > 0 { answersAgain() }
    if run.purpose != .resting {
      cleanAt = run.answered >= 3 && status.online == true && status.blockage == nil ? now : nil
    }
    announce()
    finished(run)
    if run.answered == 0, run.purpose != .resting { answerReports() }
    startWaiting()
    sendNext()
    startSync()
  }

  /// In their turn, so that what is asked for again and again does not go before what a client waits for.
  private mutating func startWaiting() {
    guard run == nil, !waitingRuns.isEmpty, link != nil else { return }
    guard quietUntil <= now else { return actions.append(.setTimer(PrinterTimer.query, quietUntil)) }
    run = waitingRuns.removeFirst()
    askNext()
  }

  /// Clients do not wait one after the other for the same silence.
  private mutating func answerReports() {
    let reports = waitingRuns.filter(\.isReport)
    waitingRuns.removeAll(where: \.isReport)
    for report in reports { finished(report) }
  }

  /// `isTaken`: the question got out, and only its answer is missing.
  mutating func queryTimedOut(isTaken: Bool = true) {
    guard let run else { return startWaiting() }
    if isAskedForLife { return lifeTimedOut(isTaken: isTaken) }
    // Over TCP an answer can be late by all the data before its question.
    quietUntil = now + (settings.link == .tcp && attempt != nil ? .seconds(1) : Self.answerTime)
    decoder.reset()
    if run.inOrder == .asked { return passedFirst() }
    if let asked = run.asked, run.answered > 0 {
      // In the middle of a job an answer may only be late.
      if run.purpose != .life { ignored[asked, default: 0] += 1 }
    } else if attempt == nil || attempt?.phase == .preflight {
      if run.purpose != .resting { silences += 1 }
      // Many hold back all that comes while they have no paper: what was said of that stays true.
      if isTaken || status.blockage == nil {
        if !sendsAutomaticStatus { status = PrinterStatus() }
        fellSilent()
      }
    } else if settings.link != .tcp || attempt?.phase != .confirming && attempt?.phase != .fence {
      silences += 1
      // What it said before is not true for ever.
      if !sendsAutomaticStatus { status = PrinterStatus() }
    }
    endRun()
  }

  /// Gives up all questions: the link is down.
  mutating func endRuns(_ error: PosError) {
    for run in [run].compactMap(\.self) + waitingRuns {
      if case .report(let id, _) = run.purpose { reply(id, .failure(error)) }
    }
    run = nil
    waitingRuns.removeAll()
  }

  mutating func answered(_ byte: UInt8) {
    guard var run, let query = run.asked else { return answeredLate() }
    spoke()
    answersRealTime = true
    let source = status.source
    status.apply(byte, to: query)
    if sendsAutomaticStatus { status.source = source }
    if query == .printer { sawDrawer(high: byte & 0x04 != 0) }
    run.asked = nil
    run.answered += 1
    // In the middle of a job one answer that says "online" is enough.
    let isLook = run.purpose == .resting || run.purpose == .life
    let asksMore = run.purpose == .watching && status.online == false || isLook && wantsMoreAtRest
    if asksMore, query == .printer, run.remaining.isEmpty { run.remaining = Array(StatusQuery.usual.dropFirst()) }
    self.run = run
    askNext()
  }

  /// It proves nothing of now, and a printer whose answers all come late is not waited for for ever; but it is given more time.
  private mutating func answeredLate() {
    actions.append(.count("lateAnswers", 1))
    answersLate = true
    let time = now - askedAt
    if time <= Self.slowest { slowestAnswer = max(slowestAnswer, time) }
    if !hasAnswered { silences = min(silences, 1) }
  }

  private mutating func finished(_ run: QueryRun) {
    switch run.purpose {
    case .opening: opened(answered: run.answered)
    case .preflight: preflightEnded(answered: run.answered)
    case .watching: watchingEnded(answered: run.answered)
    case .verdict: verdictEnded(answered: run.answered)
    case .drawer: drawerPolled()
    case .resting: watchAtRest()
    case .life: lifeEnded(answered: run.answered)
    case .report(let id, .printer): reply(id, .success(.printerStatus(status)))
    case .report(let id, .drawer(let pin)): reply(id, .success(drawer.state(of: pin)))
    case .report(let id, .drawerLevel):
      let isFresh = run.answered > 0 || sendsAutomaticStatus
      reply(id, .success(.drawerLevel(high: isFresh ? drawer.isHigh : nil)))
    case .report(let id, .health): reply(id, .success(.health(health(run))))
    }
  }

  private mutating func opened(answered: Int) {
    actions.append(.capability("status", .word(answered > 0 ? "realTime" : "none")))
    if answered > 0 {
      if wantsAutomaticStatus { send(.automatic, Command.enableAutomaticStatus) }
    } else {
      actions.append(.log(.notice, "the printer answers no status request: its state is unknown"))
    }
    becomeReady()
    watchAtRest()
  }

  /// A connection that is closed after each burst brings nothing by itself.
  var wantsAutomaticStatus: Bool { canAsk && !has("no-asb") && !settings.quirks.contains("linger") }

  private func health(_ run: QueryRun) -> String {
    if let blockage = status.blockage { return blockage.message }
    if run.answered > 0 || sendsAutomaticStatus && status.source == .automatic { return "OK" }
    return isMute ? Self.silence.message : "the printer does not say how it is"
  }
}
