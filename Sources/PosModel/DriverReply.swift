/// A driver's answer to a command.
package enum DriverReply: Hashable, Sendable {
  case done
  case printed(PrintOutcome)
  case printerStatus(PrinterStatus)
  /// `open` nil: there is no sensor, or it does not say it of this drawer. `anyOpen`: for drawers that share one sensor
  /// line, whether any of them is open.
  case drawer(open: Bool?, anyOpen: Bool? = nil)
  /// nil: the sensor's level cannot be read.
  case drawerLevel(high: Bool?)
  case health(String)
  case data([UInt8])
  case abilities(ProbedAbilities)
}

/// How one attempt ended.
package enum PrintOutcome: Hashable, Sendable {
  /// Everything was handed over; the evidence says how much is known about the paper.
  case completed(PrintEvidence)
  /// It ended early, before any content byte had left: the job can be queued again without a mark.
  case notStarted(PosError)
  /// It ended early, after content bytes had left: what is on the paper is not known.
  case interrupted(PosError, sent: Int)
}
