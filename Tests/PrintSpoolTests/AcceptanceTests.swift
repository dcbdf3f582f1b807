import PosModel
import Testing

@testable import PrintSpool

/// What acceptance answers with is not read from the file: it must be the same.
struct AcceptanceTests {
  private let folder: SpoolFolder
  private let store: JobStore

  init() throws {
    folder = try SpoolFolder()
    store = try folder.store()
  }

  private static let jobs = [
    NewJob(printer: "p", content: .text("x")),
    NewJob(key: "k", printer: "p", label: "hot", content: .raw([0x41]), copies: 3, policy: .atLeastOnce, lane: .rush),
    NewJob(
      printer: "p", content: .receipt("{}"), copies: 2, copyNames: ["商户联", "顾客联"], tearPause: 5, timeToLive: 60_000,
      opensDrawer: true, owner: 1000, title: "Table 4"),
    NewJob(printer: "p", content: .text("ticket"), timeToLive: .max, station: "grill", day: "2023-11-14"),
    NewJob(printer: "p", content: .text("ticket"), station: "grill", number: 41),
  ]

  @Test(arguments: jobs) func `an accepted job is answered as it is read`(_ job: NewJob) throws {
    let accepted = try #require(try store.accept([job], now: 1_700_000_000_000).first)
    #expect(try accepted == store.job(accepted.job))
  }

  @Test(arguments: jobs) func `a first attempt armed with the acceptance is as one armed later`(_ job: NewJob) throws {
    let (first, armed) = try store.write { (database) throws(PosError) in
      let accepted = try database.accept(job, now: 7)
      return (accepted.job, try database.armFirst(accepted, on: "p", longest: 9, now: 7))
    }
    #expect(try armed == store.job(first))
    var other = job
    other.key = nil
    let second = try #require(try store.accept([other], now: 7).first).job
    var later = try #require(try store.arm(second, longest: 9, now: 7)).job
    #expect(later.state == .printing && later.attempt == 1)
    (later.job, later.key) = (first, job.key)
    if job.day != nil { later.number = armed.number }
    #expect(armed == later)
    #expect(try store.prepare(first) == nil, "it is at the printer")
    let recovered = try store.recover(now: 8)
    #expect(recovered.count == 2 && recovered.first?.state == recovered.last?.state)
    #expect(recovered.allSatisfy { $0.state != .printing })
  }

  @Test func `an id is the time and 80 bits of chance`() {
    // The time is that of the specification's example.
    var bits = Bits(words: [0x01, 0x1F])
    #expect(ULID.make(milliseconds: 1_469_918_176_385, using: &bits) == "01ARYZ6S41000000010000000Z")
    var all = Bits(words: [.max, .max])
    #expect(ULID.make(milliseconds: 0, using: &all) == "0000000000ZZZZZZZZZZZZZZZZ")
  }

  private struct Bits: RandomNumberGenerator {
    var words: [UInt64]
    mutating func next() -> UInt64 { words.removeFirst() }
  }
}
