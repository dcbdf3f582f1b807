import PosModel
import PrintSpool
import Testing

/// The times of the jobs when the clock on the wall is set.
struct JobTimesTests {
  private static let day: Int64 = 86_400_000

  @Test func `what was accepted by a clock that was wrong stays as old as it is when the clock is put right`() throws {
    let store = try SpoolFolder().store()
    let right = 1_800_000_000_000 as Int64
    let wrong = right - 400 * Self.day
    let sale = try store.accept([NewJob(key: "sale", printer: "p", content: .text("x"))], now: wrong)
    _ = try store.arm(sale[0].job, now: wrong)
    _ = try store.finish(sale[0].job, .completed(.confirmed), now: wrong + 1)
    _ = try store.accept([NewJob(printer: "p", content: .text("x"), timeToLive: 60_000)], now: wrong + 2)
    try store.write { (database) throws(PosError) in
      try database.shiftTimes(by: 400 * Self.day, after: 0, since: wrong, now: right + 10)
    }
    try store.forget(JobRetention(), now: right + 10)
    #expect(try store.accept([NewJob(key: "sale", printer: "p", content: .text("x"))], now: right)[0].duplicate == true)
    #expect(try store.pending().map(\.expiresAt) == [right + 60_002])
    #expect(try store.job(sale[0].job).acceptedAt == Timestamp(milliseconds: right).text)
  }

  @Test func `what earlier runs have left keeps its age, and has left to wait what it had`() throws {
    let store = try SpoolFolder().store()
    let jobs = try store.accept(
      [
        NewJob(key: "old", printer: "p", content: .text("x")),
        NewJob(printer: "p", content: .text("x"), timeToLive: 1000),
      ],
      now: 5000)
    _ = try store.end(jobs[0].job, .cancelled, now: 6000)
    let place = try store.read { (database) throws(PosError) in try database.lastSequence() }
    #expect(try store.read { (database) throws(PosError) in try database.newestTime() } == 6000)
    try store.write { (database) throws(PosError) in
      try database.shiftTimes(by: 100_000, after: place, since: 7000, now: 107_000)
    }
    #expect(try store.job(jobs[0].job).endedAt == Timestamp(milliseconds: 6000).text)
    #expect(try store.pending().map(\.expiresAt) == [106_000])
  }

  /// What the job had left when the newest time was written; the last one had nothing left, which a sound clock never gives.
  @Test(
    arguments: [(1000, 9000, 7000), (1000, 3500, 1500), (3000, 3900, 1900), (1000, 1500, 600)]
      as [(Int64, Int64, Int64)])
  func `a clock that was set back before the start lets nothing wait longer than it had left`(
    accepted: Int64, expires: Int64, expected: Int64
  ) throws {
    let store = try SpoolFolder().store()
    let job = NewJob(printer: "p", content: .text("x"), timeToLive: expires - accepted)
    _ = try store.accept([job], now: accepted)
    try store.write { (database) throws(PosError) in try database.countFromNow(100, newest: 2100) }
    #expect(try store.pending().map(\.expiresAt) == [expected])
  }

  @Test func `a second start in the same wrong time leaves what the first one has counted`() throws {
    let store = try SpoolFolder().store()
    _ = try store.accept([NewJob(printer: "p", content: .text("x"), timeToLive: 1200)], now: 10_000_000)
    for _ in 0..<2 {
      try store.write { (database) throws(PosError) in try database.countFromNow(100, newest: 10_000_500) }
      #expect(try store.pending().map(\.expiresAt) == [800])
    }
  }

  @Test func `nothing goes by its age while the clock may be wrong`() throws {
    let store = try SpoolFolder().store()
    let job = try store.accept([NewJob(key: "k", printer: "p", content: .text("x"))], now: 1)
    _ = try store.end(job[0].job, .cancelled, now: 2)
    var retention = JobRetention()
    retention.withoutAges()
    #expect(try store.forget(retention, now: 20_000 * Self.day) == 0)
    #expect(try store.forget(JobRetention(), now: 20_000 * Self.day) == 1)
  }
}
