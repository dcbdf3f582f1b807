import PosModel

/// Watches for a pause in the input, with one timer that is moved only when it would come too late.
///
/// The pause must still hold when the timer has fired a second time, two milliseconds later: input that waited while the
/// process was kept from running is then read first, so a slow till does not cut a scan in two.
struct IdleGap: Sendable {
  static let timer = DriverTimer("idle")
  private static let grace = Duration.milliseconds(2)

  /// How long a pause ends what was going on.
  var length: Duration
  /// The last input; nil while nothing is waited for.
  private(set) var last: Instant?
  private var alarm: Instant?
  private var isConfirming = false

  init(_ length: Duration) {
    self.length = length
  }

  /// Input came (or `length` has changed): the pause counts from `now`.
  mutating func touch(_ now: Instant, _ actions: inout [DriverAction]) {
    last = now
    isConfirming = false
    let due = now + (length - Self.grace)
    if let alarm, alarm <= due { return }
    set(due, &actions)
  }

  /// Nothing is waited for any more; a timer that still fires is ignored.
  mutating func stop() {
    last = nil
    isConfirming = false
  }

  /// The link is new: no timer of the one before goes off any more.
  mutating func reset() {
    stop()
    alarm = nil
  }

  /// Whether the pause is over at `now`, although the timer has not said so yet. Not a reason to take new input for the
  /// beginning of something: it may have waited for us.
  func isOver(_ now: Instant) -> Bool {
    guard let last else { return false }
    return now - last >= length
  }

  /// The timer fired: true once when the pause is over.
  mutating func fired(_ now: Instant, _ actions: inout [DriverAction]) -> Bool {
    alarm = nil
    guard let last else { return false }
    let due = last + (length - Self.grace)
    if now < due {
      isConfirming = false
      set(due, &actions)
      return false
    }
    if !isConfirming {
      isConfirming = true
      set(now + Self.grace, &actions)
      return false
    }
    stop()
    return true
  }

  private mutating func set(_ instant: Instant, _ actions: inout [DriverAction]) {
    alarm = instant
    actions.append(.setTimer(Self.timer, instant))
  }
}
