import EscPos
import PosModel

/// Opens a drawer past any queue, at once or not at all.
extension EscPosPrinter {
  mutating func openDrawer(_ id: CommandID, _ pulse: DrawerPulse) {
    guard link != nil else { return reply(id, .failure(Self.notConnected)) }
    guard kick == nil, probing == nil else {
      let what = kick.map { $0.pulse.pin != pulse.pin } == true ? "the printer's other drawer" : "the drawer"
      return reply(id, .failure(PosError(.busy, "\(what) is being opened already", remedy: "try again")))
    }
    kick = Kick(command: id, pulse: pulse, at: now)
    actions.append(.setTimer(PrinterTimer.kick, now + Kick.time))
    sendKickIfPossible()
  }

  var usualPulse: DrawerPulse {
    if let pulse = settings.drawerPulse { return pulse }
    guard let profile = settings.profile else { return DrawerPulse() }
    return DrawerPulse(pin: profile.drawerPins.min() ?? 2, on: profile.drawerOn, off: profile.drawerOff)
  }

  /// Where a kick can go now.
  private enum Way {
    /// ESC p, in its turn with the data.
    case inOrder
    /// DLE DC4 1, carried out on arrival.
    case realTime
    /// Behind a command that is on its way.
    case later
    /// The content that the printer does not take has to be called back first.
    case blocked
    case refused(PosError)
  }

  mutating func sendKickIfPossible() {
    guard link != nil, var kick, kick.sending == nil, kick.sentAt == nil, now < kick.deadline else { return }
    let bytes: [UInt8]
    switch way() {
    case .inOrder: bytes = kick.pulse.bytes
    case .realTime: bytes = kick.pulse.realTimeBytes
    case .later: return
    case .refused(let error): return endKick(.failure(error))
    case .blocked:
      guard !kick.madeWay else { return }
      self.kick?.madeWay = true
      actions.append(.request(.cancelSends))
      return
    }
    kick.sending = bytes.count
    self.kick = kick
    send(.kick(kick), bytes, stallTimeout: kick.deadline - now)
  }

  /// What waits in the printer's buffer may wait for paper: only the real-time pulse overtakes it.
  private func way() -> Way {
    let blockage = status.blockage ?? attempt?.blocked
    if let blockage, has("no-real-time-kick") { return .refused(blockage) }
    let best: Way = blockage != nil || overtakes ? .realTime : .inOrder
    guard let attempt else { return best }
    switch attempt.phase {
    case .preflight, .ready: return best
    case .clearing: return attempt.isPadding || has("no-real-time-kick") ? .later : .realTime
    case .recovering: return .later
    case .confirming, .fence, .verdict, .leaving: return has("no-real-time-kick") ? .inOrder : .realTime
    case .content:
      guard let pending = attempt.pending else { return isBetweenCommands ? best : .later }
      if blockage != nil { return .blocked }
      // What the kernel has not begun to take can still be overtaken, at no cost.
      if settings.link == .tcp, kick?.madeWay == false, attempt.cursor.boundary == attempt.sent { return .blocked }
      // A printer that is behind takes a chunk as slowly as it prints: the rest of it is called back for the kick.
      if settings.link == .usb, overtakes { return now - attempt.movedAt >= Self.stallTime ? .blocked : .later }
      return pending.endsCommand ? best : .later
    }
  }

  /// In the middle of a job, where the model surely knows the real-time pulse.
  private var overtakes: Bool {
    guard attempt?.phase == .content, !has("no-real-time-kick"), let known = settings.profile?.status else {
      return false
    }
    return known.clearsBuffer == true || known.processID == true
  }

  /// The end of a kick that was given up says nothing of the one after it; a pulse that has left all the same is no less of
  /// a pulse.
  mutating func kickSent(_ sent: Kick, _ transferred: Int, _ outcome: SendOutcome) {
    let pulse = sent.pulse
    let isCurrent = kick?.command == sent.command
    if isCurrent { kick?.sending = nil }
    guard outcome == .complete else {
      // What the printer has of it must not take its times from the receipt: zeros make it a pulse of no length.
      if let length = sent.sending, (1..<length).contains(transferred), outcome != .disconnected {
        send(.filler, [UInt8](repeating: 0, count: length - transferred), stallTimeout: nil)
      }
      guard isCurrent, let kick, outcome != .disconnected else { return }
      if outcome == .cancelled, now < kick.deadline, transferred == 0 { return sendKickIfPossible() }
      return endKick(.failure(Self.tooLate))
    }
    drawer.kicked(at: now, pin: pulse.pin)
    actions.append(.count("kicks", 1))
    guard isCurrent else { return actions.append(.log(.warning, Kick.openedLate)) }
    kick?.sentAt = now
    actions.append(.cancelTimer(PrinterTimer.kick))
    if drawer.isOpen == true || !talks { return endKick(.success(drawer.state(of: pulse.pin))) }
    actions.append(.setTimer(PrinterTimer.drawer, now + Self.kickedPollTime))
  }

  mutating func kickTimedOut() {
    guard kick != nil, kick?.sentAt == nil else { return }
    if kick?.callBack(PrinterTimer.kick, now, &actions) == false { endKick(.failure(Self.tooLate)) }
  }

  mutating func endKick(_ result: Result<DriverReply, PosError>) {
    guard let kick else { return }
    self.kick = nil
    actions.append(.cancelTimer(PrinterTimer.kick))
    actions.append(.cancelTimer(PrinterTimer.drawer))
    reply(kick.command, result)
    watchDrawer()
  }

  private static let tooLate = Kick.tooLate("see whether the printer is on and has paper, then try again")
}
