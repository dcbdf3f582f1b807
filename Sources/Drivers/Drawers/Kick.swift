import PosModel

/// A drawer that somebody asked to open.
struct Kick: Hashable, Sendable {
  let command: CommandID
  let pulse: DrawerPulse
  let deadline: Instant
  /// When the pulse left.
  var sentAt: Instant?
  /// The bytes on their way.
  var sending: Int?
  var retried = false
  /// Content that the printer does not take was called back to make way.
  var madeWay = false
  /// Its time is over, and what is on its way of it was called back.
  var isLate = false
}
