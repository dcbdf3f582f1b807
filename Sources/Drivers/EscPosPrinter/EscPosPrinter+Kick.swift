import EscPos
import PosModel

/// Opens a drawer past any queue, at once or not at all.
extension EscPosPrinter {
  /// A kick that comes later than this is a danger, not a service.
  private static let kickTime = Duration.seconds(3)

  mutating func openDrawer(_ id: CommandID, _ pulse: DrawerPulse) {
    guard link != nil else { return reply(id, .failure(Self.notConnected)) }
    guard kick == nil, probing == nil else {
      let what = kick.map { $0.pulse.pin != pulse.pin } == true ? "the printer's other drawer" : "the drawer"
      return reply(id, .failure(PosError(.busy, "\(what) is being opened already", remedy: "try again")))
    }
    kick = Kick(command: id, pulse: pulse, deadline: now + Self.kickTime)
    actions.append(.setTimer(PrinterTimer.kick, now + Self.kickTime))
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
    send(.kick, bytes, stallTimeout: kick.deadline - now)
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

  mutating func kickSent(_ transferred: Int, _ outcome: SendOutcome) {
    guard let length = kick?.sending, let pulse = kick?.pulse else { return }
    kick?.sending = nil
    guard outcome == .complete else {
      // What the printer has of it must not take its times from the receipt: zeros make it a pulse of no length.
      if (1..<length).contains(transferred), outcome != .disconnected {
        send(.filler, [UInt8](repeating: 0, count: length - transferred), stallTimeout: nil)
      }
      if outcome == .cancelled, let kick, now < kick.deadline, transferred == 0 { return sendKickIfPossible() }
      if outcome != .disconnected { endKick(.failure(Self.tooLate)) }
      return
    }
    kick?.sentAt = now
    drawer.kicked(at: now, pin: pulse.pin)
    actions.append(.cancelTimer(PrinterTimer.kick))
    actions.append(.count("kicks", 1))
    if drawer.isOpen == true || !talks { return endKick(.success(drawer.state(of: pulse.pin))) }
    actions.append(.setTimer(PrinterTimer.drawer, now + Self.kickedPollTime))
  }

  mutating func kickTimedOut() {
    guard let kick, kick.sentAt == nil else { return }
    let isSending = kick.sending != nil
    endKick(.failure(Self.tooLate))
    if isSending { actions.append(.request(.cancelSends)) }
  }

  mutating func endKick(_ result: Result<DriverReply, PosError>) {
    guard let kick else { return }
    self.kick = nil
    actions.append(.cancelTimer(PrinterTimer.kick))
    actions.append(.cancelTimer(PrinterTimer.drawer))
    reply(kick.command, result)
    watchDrawer()
  }

  private static let tooLate = PosError(
    .expired, "the drawer could not be opened within 3 s, and is not opened later",
    remedy: "see whether the printer is on and has paper, then try again")
}
