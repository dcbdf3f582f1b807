import EscPos
import PosModel

/// What the drawer's sensor says.
extension EscPosPrinter {
  private static let openingTime = Duration.seconds(1)
  /// Only while a kick waits for its answer.
  static let kickedPollTime = Duration.milliseconds(250)
  private static let drawerPollTime = Duration.seconds(1)

  mutating func sawDrawer(high: Bool) {
    let known = drawer.isOpen
    // The sensor can be quicker than the end of the transfer that holds the pulse.
    if kick?.sending != nil { drawer.kicked(at: now) }
    let change = drawer.see(high: high, now: now)
    if known == nil, drawer.isOpen != nil { actions.append(.capability("drawerSensor", .flag(true))) }
    if known != true, drawer.isOpen == true {
      actions.append(.setTimer(PrinterTimer.leftOpen, now + settings.leftOpen))
    } else if drawer.isOpen != true {
      actions.append(.cancelTimer(PrinterTimer.leftOpen))
    }
    guard let change else { return }
    actions.append(.emit(.drawer(open: change.open, change.cause)))
    if change.open, kick?.sentAt != nil {
      endKick(.success(.drawer(open: true)))
    } else {
      watchDrawer()
    }
  }

  mutating func drawerLeftOpen() {
    guard drawer.isOpen == true else { return }
    actions.append(.emit(.drawer(open: true, .leftOpen)))
  }

  /// Printers without automatic status are asked while the drawer is open, and just after a kick.
  mutating func watchDrawer() {
    guard link != nil, talks, !sendsAutomaticStatus, drawer.isOpen == true || drawer.wasKickedLately(now) else {
      return
    }
    let interval = kick == nil ? Self.drawerPollTime : Self.kickedPollTime
    actions.append(.setTimer(PrinterTimer.drawer, now + interval))
  }

  mutating func pollDrawer() {
    guard talks, probing == nil, isBetweenCommands else { return drawerPolled() }
    start(QueryRun(.drawer, [.printer]))
  }

  mutating func drawerPolled() {
    guard let kick, let sentAt = kick.sentAt else { return watchDrawer() }
    if now - sentAt < Self.openingTime {
      actions.append(.setTimer(PrinterTimer.drawer, now + Self.kickedPollTime))
    } else if drawer.isOpen == false, !kick.retried, now < kick.deadline {
      self.kick?.retried = true
      self.kick?.sentAt = nil
      actions.append(.setTimer(PrinterTimer.kick, kick.deadline))
      sendKickIfPossible()
    } else {
      endKick(.success(.drawer(open: drawer.isOpen)))
    }
  }
}
