/// A moment on CLOCK_BOOTTIME, in nanoseconds since boot: it goes on while the till sleeps and is never set back.
package struct Instant: Comparable, Hashable, Sendable {
  package var nanoseconds: UInt64

  package init(nanoseconds: UInt64) {
    self.nanoseconds = nanoseconds
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Saturates at both ends instead of trapping: deadlines come from configuration.
  package static func + (start: Instant, duration: Duration) -> Instant {
    let (seconds, attoseconds) = duration.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    if overflow { return Instant(nanoseconds: seconds > 0 ? .max : 0) }
    let (delta, overflowed) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    if overflowed { return Instant(nanoseconds: .max) }
    if delta >= 0 {
      let (sum, tooFar) = start.nanoseconds.addingReportingOverflow(UInt64(delta))
      return Instant(nanoseconds: tooFar ? .max : sum)
    }
    return Instant(nanoseconds: start.nanoseconds - min(start.nanoseconds, delta.magnitude))
  }

  /// The time from `start` to `end`; negative when `end` is the earlier one.
  package static func - (end: Instant, start: Instant) -> Duration {
    end >= start
      ? .nanoseconds(Int64(clamping: end.nanoseconds - start.nanoseconds))
      : .nanoseconds(-Int64(clamping: start.nanoseconds - end.nanoseconds))
  }
}
