import Glibc
import PosModel
import PosProtocol
import Reactor

/// The clock on the wall, for people; everything else counts on CLOCK_BOOTTIME.
package enum WallClock {
  package static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// What the clock on the wall showed at `instant`, if it was not set since.
  package static func time(of instant: Instant) -> Timestamp {
    let passed = (Reactor.now - instant).components
    let milliseconds = passed.seconds * 1_000 + passed.attoseconds / 1_000_000_000_000_000
    return Timestamp(milliseconds: now.milliseconds - milliseconds)
  }
}
