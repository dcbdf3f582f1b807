import PosModel
import Testing

@testable import Daemon

@Suite struct RecoveryLadderTests {
  private func at(_ seconds: Int) -> Instant { Instant(nanoseconds: 0) + .seconds(seconds) }

  @Test func `trouble that no step helps climbs to the end and stays there`() {
    var ladder = RecoveryLadder()
    #expect((1...6).map { ladder.trouble(now: at($0)) } == [.clearHalt, .reopen, .reset, .faulted, .faulted, .faulted])
  }

  @Test func `after calm, trouble is new trouble`() {
    var ladder = RecoveryLadder()
    _ = ladder.trouble(now: at(0))
    _ = ladder.trouble(now: at(1))
    ladder.healthy()
    #expect(ladder.trouble(now: at(31)) == .clearHalt)
  }

  @Test func `time alone is no calm`() {
    var ladder = RecoveryLadder()
    _ = ladder.trouble(now: at(0))
    #expect(ladder.trouble(now: at(1_000)) == .reopen)
  }

  @Test func `a step that helps only for moments is tried three times`() {
    var ladder = RecoveryLadder()
    var steps: [RecoveryLadder.Step] = []
    for second in 0..<10 {
      steps.append(ladder.trouble(now: at(second)))
      ladder.healthy()
    }
    #expect(
      steps == [.clearHalt, .clearHalt, .clearHalt, .reopen, .reopen, .reopen, .reset, .reset, .reset, .faulted])
  }
}

@Suite struct OpenRetryTests {
  private func at(_ milliseconds: Int) -> Instant { Instant(nanoseconds: 0) + .milliseconds(milliseconds) }

  @Test func `a hotplugged device is tried quickly for two seconds, then every ten`() {
    var retry = OpenRetry(.hotplug, seed: 0)
    var now = 0
    var waits: [Duration] = []
    while now < 2_000 {
      let wait = retry.next(now: at(now))
      #expect(wait.isPatient)
      waits.append(wait.delay)
      now += Int(wait.delay / .milliseconds(1))
    }
    #expect(
      waits == [.milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800), .milliseconds(800)])
    #expect(retry.next(now: at(now)) == OpenRetry.Wait(delay: .seconds(10), isPatient: false))
    retry.reset()
    #expect(retry.next(now: at(now)).isPatient)
  }

  @Test func `a configured device is tried at half a second, doubled up to eight, with jitter`() {
    var retry = OpenRetry(.configured, seed: 7)
    var twin = OpenRetry(.configured, seed: 7)
    var other = OpenRetry(.configured, seed: 8)
    let waits = (0..<8).map { _ in retry.next(now: at(0)).delay }
    #expect(waits == (0..<8).map { _ in twin.next(now: at(0)).delay })
    #expect(waits != (0..<8).map { _ in other.next(now: at(0)).delay })
    for (wait, nominal) in zip(waits, [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000]) {
      #expect(wait >= .milliseconds(nominal * 8 / 10) && wait <= .milliseconds(nominal * 12 / 10))
    }
  }
}
