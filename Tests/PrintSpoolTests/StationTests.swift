import PosModel
import PrintSpool
import Testing

/// What a kitchen station needs of the store: numbers, moves, slips.
struct StationTests {
  private let folder: SpoolFolder
  private let store: JobStore

  init() throws {
    folder = try SpoolFolder()
    store = try folder.store()
  }

  private func accept(_ key: String, _ change: (inout NewJob) -> Void = { _ in }) throws -> PrintJob {
    var job = NewJob(
      key: key, printer: "p", label: "热菜", content: .text(key), policy: .atLeastOnce, station: "hot",
      day: "2026-11-26")
    change(&job)
    return try #require(try store.accept([job], now: 1000).first)
  }

  @Test func `tickets are numbered per station and day, without a gap after a restart`() throws {
    #expect(try accept("a").number == 1)
    #expect(try accept("b").number == 2)
    #expect(try accept("b").number == 2, "the same key is the same ticket")
    #expect(try accept("c") { $0.station = "cold" }.number == 1)
    #expect(try accept("d") { $0.day = "2026-11-27" }.number == 1)
    let next = try folder.store()
    let number = try next.write { (database) throws(PosError) in
      try database.nextNumber(station: "hot", day: "2026-11-26")
    }
    #expect(number == 3)
  }

  @Test func `a clean job moves to another printer, remembers the first, and keeps its key`() throws {
    let job = try accept("k")
    _ = try store.mark(job.job, .blocked, reason: DeviceReason(PosError(.paperEnd, "no paper")))
    let moved = try store.move([job.job], to: "q")
    #expect(moved.map(\.job) == [job.job] && moved.first?.state == .queued && moved.first?.reason == nil)
    #expect(try store.pending("q").count == 1 && store.pending("p").isEmpty)
    // The printer that it has left says too late why it waits.
    let late = try store.write { (database) throws(PosError) in
      try database.mark(job.job, .blocked, reason: nil, at: "p")
    }
    #expect(try late == nil && store.pending("q").first?.state == .queued)
    #expect(try store.prepare(job.job)?.origin == "热菜")
    _ = try store.move([job.job], to: "r")
    #expect(try store.prepare(job.job)?.origin == "热菜", "the first printer stays its origin")
    #expect(try accept("k").duplicate == true)
  }

  @Test func `a job of which something may be on paper moves only with a mark`() throws {
    let job = try accept("k") { $0.policy = .atMostOnce }
    _ = try store.arm(job.job, now: 5)
    #expect(try store.move([job.job], to: "q", marked: true).isEmpty, "its bytes are under way")
    _ = try store.finish(job.job, .interrupted(PosError(.offline, "gone"), sent: 1), now: 6)
    #expect(try store.move([job.job], to: "q").isEmpty)
    #expect(try store.move([job.job], to: "q", marked: true).map(\.state) == [.queued])
    #expect(try store.prepare(job.job)?.suspectSince == 5)
  }

  @Test func `the tickets of a station move together, and those under way count as begun`() throws {
    let ids = try ["a", "b", "c", "d", "e"].map { key in
      try accept(key) {
        if key == "b" { $0.policy = .atMostOnce }
        if key == "d" { $0.station = "cold" }
      }.job
    }
    _ = try store.arm(ids[0], now: 5)
    _ = try store.arm(ids[1], now: 6)
    let moved = try store.write { (database) throws(PosError) in
      try database.moveTickets(of: "hot", from: "p", to: "q", label: "q", now: 7)
    }
    #expect(moved.map(\.job) == [ids[2], ids[4]])
    #expect(try store.pending("p").map(\.id) == [ids[0], ids[1], ids[3]])
    for id in ids.prefix(2) { _ = try store.finish(id, .notStarted(PosError(.failure, "cancelled")), now: 8) }
    #expect(try store.prepare(ids[0])?.suspectSince == 5, "the others have overtaken it")
    #expect(try store.prepare(ids[1])?.suspectSince == nil)
  }

  @Test func `a printer that lost a job can neither arm nor end it`() throws {
    let job = try accept("k")
    _ = try store.move([job.job], to: "q")
    let late = try store.write { (database) throws(PosError) in try database.arm(job.job, on: "p", now: 1) }
    #expect(late == nil)
    _ = try store.arm(job.job, now: 2)
    let end = try store.write { (database) throws(PosError) in
      try database.finish(job.job, on: "p", .notStarted(PosError(.failure, "cancelled")), now: 3)
    }
    #expect(end == nil)
    #expect(try store.job(job.job).state == .printing)
  }

  @Test func `one slip tells of all expired tickets of a printer, and none twice`() throws {
    let tickets = try ["a", "b", "c"].map { try accept($0) { $0.timeToLive = 5 } }
    let receipt = try accept("r") {
      $0.policy = .atMostOnce
      $0.station = nil
    }
    for job in tickets + [receipt] { _ = try store.end(job.job, .expired, now: 2000) }
    let elsewhere = try accept("q") { $0.printer = "q" }
    _ = try store.end(elsewhere.job, .expired, now: 2000)
    #expect(try store.read { (database) throws(PosError) in try database.slipDebtors() } == ["p", "q"])
    let slip = try #require(try store.makeSlip("p", now: 3000))
    #expect(slip.expiresAt == nil && slip.policy == .atLeastOnce && slip.priority == .rush && slip.station == nil)
    #expect(try store.prepare(slip.job)?.content == .text("a,b,c+0"))
    #expect(try folder.store().makeSlip("p", now: 4000) == nil)
    #expect(try store.job(tickets[0].job).attention, "it is still held for somebody")
  }

  @Test func `a slip lists a hundred tickets and counts the others`() throws {
    for number in 0..<103 {
      _ = try store.end(try accept("\(number)") { $0.timeToLive = 5 }.job, .expired, now: 2000)
    }
    let slip = try #require(try store.makeSlip("p", now: 3000))
    guard case .text(let text)? = try store.prepare(slip.job)?.content else { throw PosError(.failure, "no text") }
    #expect(text.hasSuffix("99+3"))
  }

  @Test func `a ticket that somebody took care of is on no slip`() throws {
    let job = try accept("a")
    _ = try store.end(job.job, .expired, now: 2000)
    _ = try store.resolve(job.job, .dismiss)
    #expect(try store.makeSlip("p", now: 3000) == nil)
  }
}
