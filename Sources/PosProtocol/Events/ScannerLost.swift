import PosModel

/// `scanner.lost`: a scan was cut short and is not delivered.
package struct ScannerLost: Event, Hashable {
  package static let type = "scanner.lost"
  package static let permission = Permission.input
  package static let summary = "A scan was cut short and is not delivered."
  package static let members = [
    Field("reason", .words(["overflow", "unplugged", "stuckKey", "tooLong", "malformed"]), "What cut it short.")
  ]

  package var reason: ScanLoss

  package init(reason: ScanLoss) {
    self.reason = reason
  }
}
