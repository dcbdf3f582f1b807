import PosModel

/// Holds a stream of data to the speed of Fast Ethernet, the fastest that printers have: what is sent faster only piles up on
/// the way, in front of a drawer kick. Kicks and questions are not held.
struct SendPace {
  private static let nanosecondsPerByte: Int64 = 80
  /// In bytes: what is not longer goes at once.
  private static let short = 64

  private var next = Instant(nanoseconds: 0)

  /// When a send of which `remaining` bytes wait may go on; nil: now.
  func pause(before remaining: Int, _ now: Instant) -> Instant? {
    remaining > Self.short && now < next ? next : nil
  }

  mutating func sent(_ count: Int, _ now: Instant) {
    next = now + .nanoseconds(Int64(count) * Self.nanosecondsPerByte)
  }
}
