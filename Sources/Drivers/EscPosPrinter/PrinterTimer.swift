import PosModel

/// The timers of a printer.
enum PrinterTimer {
  /// The answer to the open question is overdue.
  static let query = DriverTimer("query")
  /// Asks again whether the printer can go on.
  static let poll = DriverTimer("poll")
  /// The proof of printing is overdue.
  static let fence = DriverTimer("fence")
  /// The printer has taken nothing for a while.
  static let stall = DriverTimer("stall")
  /// The answer to the clearing of the buffer is overdue.
  static let clearing = DriverTimer("clearing")
  static let drawer = DriverTimer("drawer")
  /// The drawer has been open for too long.
  static let leftOpen = DrawerSensor.leftOpenTimer
  /// Too late for a kick.
  static let kick = DriverTimer("kick")
  static let direct = DriverTimer("direct")
  static let probe = DriverTimer("probe")
  /// A pause between in-order answers is over, or one is overdue at rest.
  static let sync = DriverTimer("sync")
  /// Asks a printer at rest whether it is still there.
  static let rest = DriverTimer("rest")
  /// Whether a printer with a job in hand is still there.
  static let life = DriverTimer("life")
  static let all = [query, poll, fence, stall, clearing, drawer, leftOpen, kick, direct, probe, sync, rest, life]
}
