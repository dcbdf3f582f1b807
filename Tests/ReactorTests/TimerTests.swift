import PosModel
import PosTesting
import Reactor
import Testing

@ReactorActor
struct TimerTests {
  @Test func `timers fire in the order of their deadlines, equal ones in the order of scheduling`() async throws {
    let fired = Recorder<Int>()
    let start = Reactor.now
    var expected: [(delay: Int, number: Int)] = []
    for number in 0..<500 {
      let delay = number * 7919 % 50
      expected.append((delay, number))
      Reactor.shared.schedule(at: start + .microseconds(delay * 200)) { fired.record(number) }
    }
    expected.sort { ($0.delay, $0.number) < ($1.delay, $1.number) }
    #expect(try await fired.wait(count: 500) == expected.map(\.number))
  }

  @Test func `no timer fires before its deadline`() async throws {
    let early = Recorder<Bool>()
    for delay in 0..<20 {
      let deadline = Reactor.now + .milliseconds(delay)
      Reactor.shared.schedule(at: deadline) { early.record(Reactor.now < deadline) }
    }
    #expect(try await early.wait(count: 20).allSatisfy { !$0 })
  }

  @Test func `cancelled timers do not fire, in whatever order they are cancelled`() async throws {
    let fired = Recorder<Int>()
    let start = Reactor.now
    let timers = (0..<300).map { number in
      Reactor.shared.schedule(at: start + .microseconds(number * 7919 % 300 * 50)) { fired.record(number) }
    }
    for number in 0..<300 where number % 3 != 0 { timers[number * 101 % 300].cancel() }
    let cancelled = Set((0..<300).filter { $0 % 3 != 0 }.map { $0 * 101 % 300 })
    let kept = (0..<300).filter { !cancelled.contains($0) }
    try await fired.wait(count: kept.count)
    try await turns(3)
    #expect(fired.values == kept.sorted { $0 * 7919 % 300 < $1 * 7919 % 300 })
    #expect(timers.allSatisfy { !$0.isScheduled })
  }

  @Test func `a timer that schedules the next in the past does not starve the loop`() async throws {
    let fired = Recorder<Int>()
    let posted = Recorder<Bool>()
    @ReactorActor func again(_ number: Int) {
      fired.record(number)
      if posted.values.isEmpty { Reactor.shared.schedule(at: Instant(nanoseconds: 0)) { again(number + 1) } }
    }
    again(0)
    try await fired.wait(count: 100)
    Reactor.shared.post { posted.record(true) }
    try await posted.wait(count: 1)
  }

  @Test func `a deadline at the end of time is taken and cancelled`() async throws {
    let timer = Reactor.shared.schedule(at: Instant(nanoseconds: .max)) { Issue.record("fired") }
    try await turns(2)
    #expect(timer.isScheduled)
    timer.cancel()
    timer.cancel()
    #expect(!timer.isScheduled)
  }

  @Test func `a timer may cancel the one that is due with it`() async throws {
    let fired = Recorder<Int>()
    let deadline = Reactor.now + .milliseconds(5)
    var second: ReactorTimer?
    Reactor.shared.schedule(at: deadline) {
      fired.record(1)
      second?.cancel()
    }
    second = Reactor.shared.schedule(at: deadline) { fired.record(2) }
    try await fired.wait(count: 1)
    try await turns(3)
    #expect(fired.values == [1])
  }
}
