import PosModel
import PrintSpool
import Testing

struct JobStoreTests {
  private let folder: SpoolFolder
  private let store: JobStore
  private let paperEnd = PosError(.paperEnd, "no paper", remedy: "put some in")

  init() throws {
    folder = try SpoolFolder()
    store = try folder.store()
  }

  private func accept(_ text: String = "x", key: String? = nil, printer: String = "p1", copies: Int = 1) throws
    -> PrintJob
  {
    let job = NewJob(key: key, printer: printer, label: "hot", content: .text(text), copies: copies)
    return try #require(try store.accept([job], now: 1_700_000_000_000).first)
  }

  @Test func `an accepted job is queued, with its key and the time of acceptance`() throws {
    let job = try accept(key: "order-4711")
    #expect(job.state == .queued && job.key == "order-4711" && job.printer == "hot" && job.attempt == 0)
    #expect(job.copy == 1 && job.copies == 1 && job.evidence == .none && job.endedAt == nil)
    #expect(job.acceptedAt == "2023-11-14T22:13:20.000Z")
    #expect(job.job.count == 26)
    #expect(try store.pending() == [PendingJob(id: job.job, printer: "p1", state: .queued, expiresAt: nil)])
  }

  @Test func `the same key for the same printer is the same job, also after a restart`() throws {
    let first = try accept(key: "k")
    let other = try accept(key: "k", printer: "p2")
    #expect(other.job != first.job && other.duplicate == nil)
    let again = try #require(
      try folder.store().accept([NewJob(key: "k", printer: "p1", content: .text("y"))], now: 5).first)
    #expect(again.job == first.job && again.duplicate == true)
  }

  @Test func `a key and a title are told whole, also behind a NUL`() throws {
    let jobs = try store.accept(
      ["a\0b", "a\0c", "a"].map { NewJob(key: $0, printer: "p1", content: .text("x"), title: "t\0" + $0) }, now: 7)
    #expect(jobs.map(\.key) == ["a\0b", "a\0c", "a"])
    #expect(Set(jobs.map(\.job)).count == 3)
    let again = try #require(
      try folder.store().accept([NewJob(key: "a\0c", printer: "p1", content: .text("x"))], now: 8).first)
    #expect(again.job == jobs[1].job && again.key == "a\0c" && again.title == "t\0a\0c")
  }

  @Test func `several jobs are taken in at once, and keep their order`() throws {
    let jobs = try store.accept((0..<20).map { NewJob(printer: "p", content: .text("\($0)")) }, now: 7)
    #expect(try store.pending().map(\.id) == jobs.map(\.job))
  }

  @Test func `a printed job has its evidence and its end`() throws {
    let job = try accept("Hallo ¥")
    let armed = try #require(try store.arm(job.job, now: 10))
    #expect(armed.content == .text("Hallo ¥"))
    #expect(armed.job.state == .printing && armed.job.attempt == 1)
    let ended = try store.finish(job.job, .completed(.processed), now: 1_700_000_001_500)
    #expect(ended?.state == .printed && ended?.evidence == .processed)
    #expect(ended?.endedAt == "2023-11-14T22:13:21.500Z")
    #expect(try store.pending().isEmpty)
  }

  @Test func `a job is armed once at a time and never after its end`() throws {
    let job = try accept()
    #expect(try store.arm(job.job, now: 1) != nil)
    #expect(try store.arm(job.job, now: 1) == nil)
    #expect(try store.mark(job.job, .blocked, reason: nil)?.state == .blocked)
    #expect(try store.arm(job.job, now: 1) == nil, "blocked in the middle of an attempt")
    _ = try store.finish(job.job, .completed(.transmitted), now: 2)
    #expect(try store.arm(job.job, now: 3) == nil)
  }

  @Test func `copies follow each other, and the weakest evidence counts`() throws {
    let job = try accept(copies: 2)
    _ = try store.arm(job.job, now: 1)
    let first = try store.finish(job.job, .completed(.transmitted), now: 2)
    #expect(first?.state == .queued && first?.copy == 2 && first?.attempt == 0)
    #expect(first?.children?.map(\.state) == [.printed, .queued])
    _ = try store.arm(job.job, now: 3)
    let second = try store.finish(job.job, .completed(.processed), now: 4)
    #expect(second?.state == .printed && second?.evidence == .transmitted && second?.copy == 2)
  }

  @Test func `an attempt that never left waits again without a mark`() throws {
    let job = try accept()
    _ = try store.arm(job.job, now: 1)
    let waiting = try store.finish(job.job, .notStarted(paperEnd), now: 2)
    #expect(waiting?.state == .blocked && waiting?.reason?.code == "paperEnd" && waiting?.attempt == 0)
    #expect(try store.arm(job.job, now: 3)?.job.attempt == 1)
  }

  @Test func `an interrupted job is uncertain until somebody has looked at the paper`() throws {
    let job = try accept()
    _ = try store.arm(job.job, now: 1)
    #expect(try store.finish(job.job, .interrupted(paperEnd, sent: 5), now: 2)?.state == .uncertain)
    #expect(try store.pending().isEmpty, "it is not printed again by itself")
    #expect(try store.resolve(job.job, .reprint).state == .queued)
    #expect(try store.arm(job.job, now: 4)?.job.attempt == 2)
    _ = try store.finish(job.job, .interrupted(paperEnd, sent: 5), now: 5)
    #expect(try store.job(job.job).attention)
    let resolved = try store.resolve(job.job, .printed)
    #expect(resolved.state == .printed && resolved.endedAt != nil && !resolved.attention)
    #expect(throws: PosError.self) { try store.resolve(job.job, .printed) }
  }

  @Test func `after a crash only the attempt under way is uncertain`() throws {
    let waiting = try accept()
    let printing = try accept()
    let blocked = try accept()
    let done = try accept()
    for job in [printing, blocked, done] { _ = try store.arm(job.job, now: 1) }
    _ = try store.mark(blocked.job, .blocked, reason: DeviceReason(paperEnd))
    _ = try store.finish(done.job, .completed(.processed), now: 2)
    let reopened = try folder.store()
    #expect(Set(try reopened.recover(now: 3).map(\.job)) == [printing.job, blocked.job])
    #expect(try reopened.job(waiting.job).state == .queued)
    #expect(try reopened.job(done.job).state == .printed)
    #expect(try reopened.recover(now: 4).isEmpty)
  }

  @Test func `a job ends as cancelled or expired once`() throws {
    let job = try accept()
    #expect(try store.end(job.job, .cancelled, reason: nil, now: 1).state == .cancelled)
    #expect(throws: PosError.self) { try store.end(job.job, .expired, reason: nil, now: 2) }
    #expect(try store.mark(job.job, .blocked, reason: nil) == nil)
  }

  @Test func `content of each kind comes back as it went in`() throws {
    let contents: [NewJob.Content] = [.receipt("[]"), .markup("|a|b|"), .text("一"), .image([0xFF, 0xD8]), .raw([0])]
    for content in contents {
      let job = try #require(try store.accept([NewJob(printer: "p", content: content)], now: 1).first)
      #expect(try store.prepare(job.job)?.content == content)
    }
  }

  @Test func `raw bytes come back as they went in`() throws {
    let bytes = (0...255).map { UInt8($0) }
    let job = try #require(try store.accept([NewJob(printer: "p", content: .raw(bytes))], now: 1).first)
    #expect(try store.arm(job.job, now: 2)?.content == .raw(bytes))
    let empty = try #require(try store.accept([NewJob(printer: "p", content: .raw([]))], now: 1).first)
    #expect(try store.arm(empty.job, now: 2)?.content == .raw([]))
  }

  @Test func `the list is newest first and can be narrowed`() throws {
    let first = try accept()
    let second = try accept(printer: "p2")
    _ = try store.end(first.job, .cancelled, reason: nil, now: 1)
    #expect(try store.list().map(\.job) == [second.job, first.job])
    #expect(try store.list { $0.printer = "p2" }.map(\.job) == [second.job])
    #expect(try store.list { $0.printer = "hot" }.count == 2)
    #expect(try store.list { $0.states = [.cancelled, .failed] }.map(\.job) == [first.job])
    #expect(try store.list { $0.since = "Z" }.isEmpty)
    #expect(try store.list { $0.since = "0" }.count == 2)
    #expect(try store.list { $0.since = second.job }.map(\.job) == [second.job])
    #expect(try store.list { $0.before = second.job }.map(\.job) == [first.job])
    #expect(try store.list { $0.limit = 1 }.count == 1)
    #expect(try store.list { $0.attention = true }.isEmpty)
  }

  @Test func `old ended jobs are forgotten, waiting ones never`() throws {
    let waiting = try accept()
    for _ in 0..<10 { _ = try store.end(try accept().job, .cancelled, reason: nil, now: 1) }
    var retention = JobRetention()
    retention.count = 3
    try store.forget(retention, now: 1)
    #expect(try store.list().count == 4)
    #expect(try store.job(waiting.job).state == .queued)
  }

  @Test func `a time to live that overflows never expires`() throws {
    _ = try store.accept([NewJob(printer: "p", content: .text(""), timeToLive: .max)], now: 5)
    #expect(try store.pending().first?.expiresAt == .max)
  }

  @Test func `there is no job by a name that is none`() {
    #expect(throws: PosError.self) { try store.job("'; DROP TABLE jobs; --") }
  }
}
