import EscPos
import PosModel

/// What the drawer's sensor says.
extension EscPosPrinter {
  private static let openingTime = Duration.seconds(1)
  /// Only while a kick waits for its answer.
  static let kickedPollTime = Duration.milliseconds(250)
  private static let drawerPollTime = Duration.seconds(1)

  mutating func sawDrawer(high: Bool) {
    // The sensor can be quicker than the end of the transfer that holds the pulse.
    if let kick, kick.sending != nil { drawer.kicked(at: now, pin: kick.pulse.pin) }
    guard drawer.see(high: high, now: now, leftOpen: settings.leftOpen, &actions) else { return }
    if drawer.isOpen == true, let kick, kick.sentAt != nil {
      endKick(.success(drawer.state(of: kick.pulse.pin)))
    } else {
      watchDrawer()
    }
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
      endKick(.success(drawer.state(of: kick.pulse.pin)))
    }
  }
}
