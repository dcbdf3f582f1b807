import PosModel

/// A drawer that somebody asked to open.
struct Kick: Hashable, Sendable {
  let command: CommandID
  let pulse: DrawerPulse
  /// What has not left by then never may: later it is a danger, not a service.
  let deadline: Instant
  /// When the pulse left.
  var sentAt: Instant?
  /// The bytes on their way.
  var sending: Int?
  var retried = false
  /// Content that the printer does not take was called back to make way.
  var madeWay = false
  /// Its time is over, and what is on its way of it was called back.
  private(set) var isLate = false

  static let time = Duration.seconds(3)
  /// What was called back says so long afterwards whether it has left.
  private static let graceTime = Duration.milliseconds(500)

  init(command: CommandID, pulse: DrawerPulse, at now: Instant) {
    self.command = command
    self.pulse = pulse
    deadline = now + Self.time
  }

  /// Its `timer` has gone off before it left. What is on its way is called back, and its end tells what has become of it;
  /// false if there is nothing to call back, or no word of it.
  mutating func callBack(_ timer: DriverTimer, _ now: Instant, _ actions: inout [DriverAction]) -> Bool {
    guard sending != nil, !isLate else { return false }
    isLate = true
    actions.append(.request(.cancelSends))
    actions.append(.setTimer(timer, now + Self.graceTime))
    return true
  }

  static let openedLate = "a pulse for the drawer left after it had been given up: it may have opened"

  static func tooLate(_ remedy: String) -> PosError {
    PosError(.expired, "the drawer could not be opened within 3 s, and is not opened later", remedy: remedy)
  }
}
