import PosModel

/// The timers of a printer.
enum PrinterTimer {
  /// The answer to the open question is overdue.
  static let query = DriverTimer("query")
  /// Asks again whether the printer can go on.
  static let poll = DriverTimer("poll")
  /// The in-order status is overdue.
  static let fence = DriverTimer("fence")
  /// The printer has taken nothing for a while.
  static let stall = DriverTimer("stall")
  static let drawer = DriverTimer("drawer")
  /// Too late for a kick.
  static let kick = DriverTimer("kick")
  static let direct = DriverTimer("direct")
  static let all = [query, poll, fence, stall, drawer, kick, direct]
}
