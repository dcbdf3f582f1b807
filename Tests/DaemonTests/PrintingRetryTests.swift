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

  @Test(
    arguments: [
      ([0x1B, 0x40, 0x41, 0x0A], 2),  // ESC @ and text
      ([0x1D, 0x76, 0x30, 0x00, 0x02, 0x00, 0x03, 0x00, 1, 2, 3, 4, 5, 6, 0x1B, 0x40], 14),  // GS v 0: 8 + 2 × 3
      ([0x1D, 0x76, 0x30, 0x00, 0xFF, 0xFF, 0xFF, 0xFF], 4 << 20),  // more than any printer holds
      ([0x1B, 0x44, 1, 2, 3, 0, 0x41], 6),  // ESC D … NUL
      ([0x1B, 0x44, 1, 2, 3], 4 << 20),  // no end at all
      ([0x1D], 1),
      ([], 0),
    ] as [([UInt8], Int)])
  func `the longest command is what a printer may still wait for`(bytes: [UInt8], longest: Int) {
    #expect(LongestCommand.length(in: bytes) == longest)
  }
}
