/// Everything that can happen to a driver.
package enum DriverInput: Sendable {
  case link(LinkEvent)
  case timer(DriverTimer)
  /// A request of a client or of the print spool; answered by exactly one `DriverAction.reply`, at once or later.
  case command(CommandID, DriverCommand)
}

/// One of a driver's own timers; setting it again replaces it.
package struct DriverTimer: Hashable, Sendable {
  package var name: String

  package init(_ name: String) {
    self.name = name
  }
}

/// Identifies one command between the device manager and a driver.
package struct CommandID: Hashable, Sendable {
  package var number: UInt64

  package init(_ number: UInt64) {
    self.number = number
  }
}
