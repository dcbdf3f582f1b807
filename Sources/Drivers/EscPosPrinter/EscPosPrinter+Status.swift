import EscPos
import PosModel

extension EscPosPrinter {
  private static let answerTime = Duration.milliseconds(500)
  private static let waitingBound = 8
  /// GET_PORT_STATUS of the USB printer class (1.1, 4.2.2): paper empty, selected, not error.
  private static let portPaperEmpty: UInt8 = 0x20
  private static let portNotError: UInt8 = 0x08

  /// Whether a question makes sense at all on this link.
  var canAsk: Bool {
    link?.canReceive == true && !settings.quirks.contains("no-status")
  }

  /// Whether an answer may be expected: the printer has answered before, or was not asked twice in vain.
  var talks: Bool { canAsk && (hasAnswered || silences < 2) }

  /// Whether a question can go out now without landing in the middle of a receipt's bytes.
  var isBetweenContents: Bool {
    guard let attempt else { return true }
    return attempt.phase != .content && attempt.phase != .recovering
  }

  /// Answers a command by asking the printer, or with what is known when it cannot be asked now.
  mutating func ask(_ purpose: QueryRun.Purpose, _ queries: [StatusQuery]) {
    if case .report(let id, _) = purpose, link == nil {
      return reply(id, .failure(Self.notConnected))
    }
    guard canAsk, isBetweenContents else { return finished(QueryRun(purpose, [])) }
    start(QueryRun(purpose, queries))
  }

  // MARK: One question at a time, for the answers do not say what they answer

  mutating func start(_ run: QueryRun) {
    guard self.run == nil, quietUntil <= now else {
      guard waitingRuns.count < Self.waitingBound else { return finished(run) }
      waitingRuns.append(run)
      if self.run == nil { actions.append(.setTimer(PrinterTimer.query, quietUntil)) }
      return
    }
    self.run = run
    askNext()
  }

  private mutating func askNext() {
    guard var run else { return }
    guard isBetweenContents else { return endRun() }
    run.remaining.removeAll { ignored[$0, default: 0] >= 2 }
    if !run.remaining.isEmpty {
      let query = run.remaining.removeFirst()
      run.asked = query
      self.run = run
      send(.query, query.bytes)
      actions.append(.setTimer(PrinterTimer.query, now + Self.answerTime))
    } else if fence == .unknown, run.answered > 0, status.online == true, status.blockage == nil, !run.probesFence,
      run.purpose == .opening || run.purpose == .preflight
    {
      run.asked = nil
      run.probesFence = true
      self.run = run
      send(.query, Command.paperStatusInOrder)
      actions.append(.setTimer(PrinterTimer.query, now + Self.answerTime))
    } else {
      endRun()
    }
  }

  private mutating func endRun() {
    guard let run else { return }
    self.run = nil
    actions.append(.cancelTimer(PrinterTimer.query))
    announce()
    finished(run)
    startWaiting()
  }

  private mutating func startWaiting() {
    guard run == nil, !waitingRuns.isEmpty, link != nil else { return }
    start(waitingRuns.removeFirst())
  }

  mutating func queryTimedOut() {
    guard let run else { return startWaiting() }
    quietUntil = now + Self.answerTime
    if run.probesFence {
      fence = .silent
    } else if let asked = run.asked, run.answered > 0 {
      ignored[asked, default: 0] += 1
    } else {
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

  private mutating func finished(_ run: QueryRun) {
    switch run.purpose {
    case .opening:
      actions.append(.capability("status", .word(run.answered > 0 ? "realTime" : "none")))
      if run.answered > 0 {
        if !settings.quirks.contains("no-asb") { send(.setup, Command.enableAutomaticStatus) }
      } else {
        actions.append(.log(.notice, "the printer answers no status request: its state is unknown"))
      }
      becomeReady()
    case .preflight: preflightEnded(answered: run.answered)
    case .watching: watchingEnded(answered: run.answered)
    case .verdict: verdictEnded(answered: run.answered)
    case .drawer: drawerPolled()
    case .report(let id, .printer): reply(id, .success(.printerStatus(status)))
    case .report(let id, .drawer): reply(id, .success(.drawer(open: drawer.isOpen)))
    case .report(let id, .health): reply(id, .success(.health(health(answered: run.answered))))
    }
  }

  private func health(answered: Int) -> String {
    if let blockage = status.blockage { return blockage.message }
    return answered > 0 || sendsAutomaticStatus ? "OK" : "the printer does not say how it is"
  }

  // MARK: What comes back

  mutating func received(_ bytes: [UInt8]) {
    direct?.received.append(contentsOf: bytes.prefix(4096))
    for reply in decoder.decode(bytes) {
      switch reply {
      case .realTime(let byte): answered(byte)
      case .automatic(let automatic): changed(automatic)
      case .byte: passedFence()
      case .garbage(let count): actions.append(.count("garbageBytes", count))
      case .block, .flow: break
      }
    }
  }

  private mutating func spoke() {
    silences = 0
    hasAnswered = true
  }

  private mutating func answered(_ byte: UInt8) {
    spoke()
    guard var run, let query = run.asked else {
      actions.append(.count("lateAnswers", 1))
      return
    }
    status.apply(byte, to: query)
    if query == .printer { sawDrawer(high: byte & 0x04 != 0) }
    run.asked = nil
    run.answered += 1
    self.run = run
    askNext()
  }

  private mutating func changed(_ automatic: AutomaticStatus) {
    spoke()
    if !sendsAutomaticStatus { actions.append(.capability("status", .word("automatic"))) }
    sendsAutomaticStatus = true
    status.apply(automatic)
    sawDrawer(high: automatic.drawerLevelHigh)
    // In the middle of a run the answers still to come complete the picture.
    if run == nil { announce() }
    blockageChanged()
  }

  private mutating func passedFence() {
    spoke()
    if run?.probesFence == true {
      fence = .answers
      endRun()
    } else {
      fenceAnswered()
    }
  }

  mutating func announce() {
    guard status != announced else { return }
    announced = status
    actions.append(.emit(.printerStatus(status)))
  }

  // MARK: The status of the USB printer class, for printers that hold their data back

  mutating func askPortStatus(_ purpose: SendPurpose) {
    guard let link else { return }
    let request = ControlRequest(
      requestType: 0xA1, request: 0x01, value: 0, index: UInt16(truncatingIfNeeded: link.interface), length: 1,
      timeout: .seconds(2))
    actions.append(.request(.control(token(purpose), request)))
  }

  mutating func controlled(_ token: LinkToken, _ outcome: ControlOutcome) {
    guard let purpose = sends.removeValue(forKey: token) else { return }
    guard case .data(let bytes) = outcome, let byte = bytes.first else {
      healthyPort = nil
      return
    }
    if purpose == .portAtRest {
      healthyPort = byte
    } else if purpose == .portWhileStuck, let healthyPort, attempt?.phase == .content {
      // Many clones answer a constant: only a bit that has changed says something.
      let changed = byte ^ healthyPort
      if changed & byte & Self.portPaperEmpty != 0 {
        status.paper = .end
        status.source = .portStatus
        announce()
        stuck(status.blockage)
      } else if changed & healthyPort & Self.portNotError != 0 {
        stuck(PosError(.failure, "the printer reports an error", remedy: "look at its paper, its cover and its panel"))
      }
    }
  }
}
