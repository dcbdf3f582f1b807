import PosModel
import Testing

@testable import Daemon

struct PrintingRetryTests {
  @Test func `a network printer for which jobs wait is looked for at least every 0.6 s`() {
    var retry = OpenRetry(.configured, seed: 1)
    var now = Instant(nanoseconds: 0)
    for _ in 0..<50 {
      let wait = retry.next(now: now, isAwaited: true)
      #expect(wait.delay <= .milliseconds(600) && wait.delay >= .milliseconds(400))
      now = now + wait.delay
    }
    #expect(retry.next(now: now).delay > .seconds(6), "nobody waits any more")
  }

  @Test func `a device that discovery sees keeps its own rhythm`() {
    var retry = OpenRetry(.hotplug, seed: 1)
    _ = retry.next(now: Instant(nanoseconds: 0))
    #expect(retry.next(now: Instant(nanoseconds: 60_000_000_000), isAwaited: true).delay == .seconds(10))
  }
}
