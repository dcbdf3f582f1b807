/// What a driver reports of its device; the daemon turns it into the events of the socket protocol.
package enum DeviceEvent: Hashable, Sendable {
  case scan(ScannedCode)
  /// A scan was cut short and is not delivered.
  case scanLost(ScanLoss)
  /// The whole status, each time that any part of it changes.
  case printerStatus(PrinterStatus)
  /// `pins`: the drawers of a shared sensor line that it can be; several when nobody can tell which. nil: the only one.
  case drawer(open: Bool, DrawerCause, pins: Set<Int>? = nil)
  /// The printer can print and nothing has been sent: the job waits for `DriverCommand.startPrint`.
  case printReady(job: String)
  /// How far a print attempt is; `blocked` while the printer takes nothing for a known reason.
  case printProgress(job: String, sent: Int, total: Int, blocked: PosError?)
}

package enum ScanLoss: String, Codable, Hashable, Sendable {
  /// The kernel dropped keys or reports.
  case overflow
  /// Unplugged in the middle.
  case unplugged
  /// A key stayed down too long.
  case stuckKey
  /// Longer than any barcode.
  case tooLong
  /// Bytes or reports that make no sense in this mode.
  case malformed
}

package enum DrawerCause: String, Codable, Hashable, Sendable {
  case kick, key, closed, leftOpen
}
