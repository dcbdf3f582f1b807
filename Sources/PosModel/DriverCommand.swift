/// What the device manager and the spool ask of a driver.
package enum DriverCommand: Hashable, Sendable {
  /// Prints one attempt of a job; answered when the attempt has ended, with progress events before.
  case print(PrintWork)
  /// Lets the content of a job leave whose `PrintWork.needsGo` is set; refused as `illegal` when no such job waits.
  case startPrint(job: String)
  /// Gives the attempt up at the next chance; `print` is then answered with what had left.
  case cancelPrint(job: String)
  case printerStatus
  /// Goes on after a mechanical error whose cause is gone; with `clear`, what waits in the printer is dropped.
  case recoverPrinter(clear: Bool)
  /// Asks a printer at rest, with paper in it, what it can answer: what it does not know may be printed as text.
  case probe
  /// Kicks now, past any queue; never later than 3 s. nil takes the pulse of the device's settings.
  case openDrawer(DrawerPulse?)
  /// `pin` is that of the drawer that is asked about, where a printer has several.
  case drawerStatus(pin: Int? = nil)
  /// The level of the drawer's sensor, whatever it means.
  case drawerLevel
  /// UnifiedPOS CheckHealth.
  case check(external: Bool)
  /// Bytes of the device's own language, unchecked (admin).
  case directIO([UInt8])
  /// Scanner: whether reading is wanted (`scanner.enable`).
  case enableScanning(Bool)
  /// Scanner: the tone and light of a good or of a bad read (`scanner.beep`); `unsupported` where it has none to order.
  case beep(good: Bool)
  /// Scanner: pulls or lets go of the trigger (`scanner.trigger`); `unsupported` where it takes no such order.
  case trigger(Bool)
}

/// One attempt to put one job on paper.
package struct PrintWork: Hashable, Sendable {
  package var job: String
  package var attempt: Int
  /// What the printer gets, from the first content byte to the cut.
  package var bytes: [UInt8]
  /// Nothing leaves before `DriverCommand.startPrint`; the driver says with `DeviceEvent.printReady` when it could.
  package var needsGo: Bool
  /// What earlier jobs may have left in the printer's memory; nil when the one before is proved.
  package var predecessor: StaleMemory?

  package init(
    job: String, attempt: Int, bytes: [UInt8], needsGo: Bool = false, predecessor: StaleMemory? = nil
  ) {
    self.job = job
    self.attempt = attempt
    self.bytes = bytes
    self.needsGo = needsGo
    self.predecessor = predecessor
  }
}

/// What is known of the bytes that an earlier job may have left in the printer's memory.
package struct StaleMemory: Hashable, Sendable {
  /// The bytes of its longest command: so many may be missing before the printer listens again.
  package var longestCommand: Int
  /// The job did not break off: it was sent whole, and nothing has proved that it arrived. That matters to a driver that
  /// did not send it itself.
  package var isUnproven: Bool

  package init(longestCommand: Int, isUnproven: Bool = false) {
    self.longestCommand = longestCommand
    self.isUnproven = isUnproven
  }
}

/// Which solenoid, and how long.
package struct DrawerPulse: Hashable, Sendable {
  /// The connector pin: 2 or 5.
  package var pin: Int
  package var on: Duration
  package var off: Duration

  package init(pin: Int = 2, on: Duration = .milliseconds(100), off: Duration = .milliseconds(400)) {
    self.pin = pin
    self.on = on
    self.off = off
  }
}
