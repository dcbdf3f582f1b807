import EscPos
import PosModel

/// A drawer that somebody asked to open.
struct Kick: Hashable, Sendable {
  let command: CommandID
  let pulse: DrawerPulse
  let deadline: Instant
  /// When the pulse left.
  var sentAt: Instant?
  var isSending = false
  var retried = false
}

extension EscPosPrinter {
  /// A kick that comes later than this is a danger, not a service.
  private static let kickTime = Duration.seconds(3)
  private static let openingTime = Duration.seconds(1)
  private static let drawerPollTime = Duration.milliseconds(250)
  private static let idleDrawerPollTime = Duration.seconds(1)

  mutating func openDrawer(_ id: CommandID, _ pulse: DrawerPulse) {
    guard link != nil else { return reply(id, .failure(Self.notConnected)) }
    guard kick == nil else {
      return reply(id, .failure(PosError(.busy, "the drawer is being opened already", remedy: "try again")))
    }
    kick = Kick(command: id, pulse: pulse, deadline: now + Self.kickTime)
    actions.append(.setTimer(PrinterTimer.kick, now + Self.kickTime))
    sendKickIfPossible()
  }

  /// Between receipts only: in the middle of one the five bytes could become part of a picture.
  mutating func sendKickIfPossible() {
    guard link != nil, var kick, !kick.isSending, kick.sentAt == nil, isBetweenContents, now < kick.deadline else {
      return
    }
    // What waits in the printer's buffer may wait for paper: only the real-time pulse overtakes it.
    let overtakes = attempt?.phase == .fence || attempt?.phase == .verdict || status.blockage != nil
    kick.isSending = true
    self.kick = kick
    send(.kick, overtakes ? kick.pulse.realTimeBytes : kick.pulse.bytes, stallTimeout: kick.deadline - now)
  }

  mutating func kickSent(_ outcome: SendOutcome) {
    guard var kick, kick.isSending else { return }
    guard outcome == .complete else {
      if outcome != .disconnected { endKick(.failure(Self.tooLate)) }
      return
    }
    kick.isSending = false
    kick.sentAt = now
    self.kick = kick
    if drawer.isOpen != true { drawer.kicked(at: now) }
    actions.append(.cancelTimer(PrinterTimer.kick))
    actions.append(.count("kicks", 1))
    if drawer.isOpen == true || !talks { return endKick(.success(.drawer(open: drawer.isOpen))) }
    actions.append(.setTimer(PrinterTimer.drawer, now + Self.drawerPollTime))
  }

  mutating func kickTimedOut() {
    guard let kick, kick.sentAt == nil else { return }
    if kick.isSending { actions.append(.request(.cancelSends)) }
    endKick(.failure(Self.tooLate))
  }

  mutating func endKick(_ result: Result<DriverReply, PosError>) {
    guard let kick else { return }
    self.kick = nil
    actions.append(.cancelTimer(PrinterTimer.kick))
    reply(kick.command, result)
    watchDrawer()
  }

  mutating func sawDrawer(high: Bool) {
    let known = drawer.isOpen != nil
    // The sensor can be quicker than the end of the transfer that holds the pulse.
    if kick?.isSending == true { drawer.kicked(at: now) }
    guard let change = drawer.see(high: high, now: now) else { return }
    if !known { actions.append(.capability("drawerSensor", .flag(true))) }
    actions.append(.emit(.drawer(open: change.open, change.cause)))
    if change.open, kick?.sentAt != nil {
      endKick(.success(.drawer(open: true)))
    } else {
      watchDrawer()
    }
  }

  /// Printers without automatic status are asked while the drawer is open, and just after a kick.
  private mutating func watchDrawer() {
    guard link != nil, talks, !sendsAutomaticStatus, drawer.isOpen == true || drawer.wasKickedLately(now) else {
      return
    }
    let interval = drawer.wasKickedLately(now) ? Self.drawerPollTime : Self.idleDrawerPollTime
    actions.append(.setTimer(PrinterTimer.drawer, now + interval))
  }

  mutating func pollDrawer() {
    guard talks, isBetweenContents, attempt == nil || kick != nil else {
      drawerPolled()
      return
    }
    start(QueryRun(.drawer, [.printer]))
  }

  mutating func drawerPolled() {
    guard var kick, let sentAt = kick.sentAt else { return watchDrawer() }
    if now - sentAt < Self.openingTime {
      actions.append(.setTimer(PrinterTimer.drawer, now + Self.drawerPollTime))
    } else if drawer.isOpen == false, !kick.retried, now < kick.deadline {
      kick.retried = true
      kick.sentAt = nil
      self.kick = kick
      actions.append(.setTimer(PrinterTimer.kick, kick.deadline))
      sendKickIfPossible()
    } else {
      endKick(.success(.drawer(open: drawer.isOpen)))
    }
  }

  private static let tooLate = PosError(
    .expired, "the drawer could not be opened within 3 s, and is not opened later",
    remedy: "see whether the printer is on and has paper, then try again")
}
