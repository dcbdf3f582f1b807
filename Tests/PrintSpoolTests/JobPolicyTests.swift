import PosModel
import PrintSpool
import Testing

/// What becomes of copies that break off, and of those that follow them.
struct JobPolicyTests {
  private let folder: SpoolFolder
  private let store: JobStore
  private let gone = PosError(.offline, "gone")

  init() throws {
    folder = try SpoolFolder()
    store = try folder.store()
  }

  private func accept(_ change: (inout NewJob) -> Void = { _ in }) throws -> String {
    var job = NewJob(printer: "p", label: "hot", content: .text("x"), policy: .atLeastOnce)
    change(&job)
    return try #require(try store.accept([job], now: 1000).first).job
  }

  private func breakOff(_ id: String, longest: Int = 0, now: Int64 = 5) throws -> PrintJob {
    _ = try #require(try store.arm(id, longest: longest, now: now))
    return try #require(try store.finish(id, .interrupted(gone, sent: 3), now: now + 1))
  }

  @Test func `what must be on paper at least once is printed again by itself, as the second attempt since the first`()
    throws
  {
    let id = try accept()
    #expect(try breakOff(id, now: 5).state == .queued)
    let again = try #require(try store.prepare(id))
    #expect(again.attempt == 2 && again.suspectSince == 5 && !again.isReprint)
    _ = try breakOff(id, now: 70)
    #expect(try store.prepare(id)?.suspectSince == 5, "the time of the first attempt stays")
    #expect(try store.job(id).attention == false)
  }

  @Test func `after five attempts that broke off somebody has to look`() throws {
    let id = try accept()
    for attempt in 1...4 { #expect(try breakOff(id).state == .queued, "\(attempt)") }
    #expect(try breakOff(id).state == .uncertain)
    #expect(try store.list { $0.attention = true }.map(\.job) == [id])
    #expect(try store.resolve(id, .reprint).state == .queued)
    #expect(try store.prepare(id)?.isReprint == true)
    #expect(try breakOff(id).state == .queued, "a person's word gives it five more")
  }

  @Test func `a job that broke off goes before the rush lane, which goes before the others`() throws {
    let first = try accept()
    let second = try accept()
    let rush = try accept { $0.lane = .rush }
    _ = try breakOff(second)
    #expect(try store.pending("p").map(\.id) == [second, rush, first])
  }

  @Test func `after a kill a ticket is printed again with its mark, a receipt waits for somebody`() throws {
    let ticket = try accept()
    let receipt = try accept {
      $0.policy = .atMostOnce
      $0.printer = "q"
    }
    for id in [ticket, receipt] { _ = try store.arm(id, longest: 800, now: 3) }
    let next = try folder.store()
    #expect(try next.recover(now: 9).map(\.state) == [.queued, .uncertain])
    #expect(try next.prepare(ticket)?.suspectSince == 3)
    #expect(try next.prepare(ticket)?.predecessor == StaleMemory(longestCommand: 800))
  }

  @Test func `what broke off leaves something in its printer until another attempt is through`() throws {
    let id = try accept()
    #expect(try store.prepare(id)?.predecessor == nil)
    _ = try breakOff(id, longest: 900, now: 5)
    _ = try breakOff(id, longest: 20, now: 8)
    #expect(try store.prepare(id)?.predecessor == StaleMemory(longestCommand: 900))
    let other = try accept { $0.printer = "q" }
    #expect(try store.prepare(other)?.predecessor == nil)
    _ = try store.arm(id, now: 10)
    _ = try store.finish(id, .completed(.confirmed), now: 11)
    #expect(try store.prepare(try accept())?.predecessor == nil)
  }

  @Test func `what was sent without a proof may have been lost, until a later job is proved`() throws {
    func print(_ evidence: PrintEvidence, longest: Int, at now: Int64) throws -> StaleMemory? {
      let id = try accept()
      _ = try store.arm(id, longest: longest, now: now)
      _ = try store.finish(id, .completed(evidence), now: now)
      return try store.prepare(try accept())?.predecessor
    }
    #expect(try print(.transmitted, longest: 900, at: 0) == StaleMemory(longestCommand: 900, isUnproven: true))
    // Both may still be on their way.
    #expect(try print(.transmitted, longest: 20, at: 10_000) == StaleMemory(longestCommand: 900, isUnproven: true))
    #expect(try print(.none, longest: 30, at: 60_000) == StaleMemory(longestCommand: 30, isUnproven: true))
    _ = try breakOff(try accept(), longest: 10, now: 70_000)
    #expect(try store.prepare(try accept())?.predecessor == StaleMemory(longestCommand: 30))
    #expect(try print(.processed, longest: 10, at: 80_000) == nil)
  }

  // MARK: Copies

  @Test func `one uncertain copy waits alone: the others are printed and not printed again`() throws {
    let id = try accept {
      $0.policy = .atMostOnce
      $0.copies = 3
      $0.copyNames = ["商户联", "顾客联", "存根联"]
    }
    #expect(try store.prepare(id)?.name == "商户联")
    let first = try breakOff(id)
    #expect(first.state == .queued && first.copy == 2 && first.attention)
    for _ in 0..<2 {
      _ = try store.arm(id, now: 6)
      _ = try store.finish(id, .completed(.confirmed), now: 7)
    }
    let job = try store.job(id)
    #expect(job.state == .uncertain && job.reason?.code == "offline" && job.copy == 1)
    #expect(job.children?.map(\.state) == [.uncertain, .printed, .printed])
    #expect(try store.resolve(id, .reprint).children?.map(\.state) == [.queued, .printed, .printed])
    #expect(try store.prepare(id)?.copy == 1)
    _ = try store.arm(id, now: 8)
    let ended = try store.finish(id, .completed(.transmitted), now: 9)
    #expect(ended?.state == .printed && ended?.evidence == .transmitted && ended?.attention == false)
    #expect(ended?.children?.map(\.evidence) == [.transmitted, .confirmed, .confirmed])
    #expect(ended?.children?.map(\.attempt) == [2, 1, 1])
  }

  @Test func `of two uncertain copies one can be resolved`() throws {
    let id = try accept {
      $0.policy = .atMostOnce
      $0.copies = 2
    }
    _ = try breakOff(id)
    _ = try breakOff(id)
    #expect(try store.resolve(id, .printed, copy: 2).state == .uncertain)
    let ended = try store.resolve(id, .dismiss, copy: 1)
    #expect(ended.children?.map(\.state) == [.cancelled, .printed] && ended.state == .cancelled && !ended.attention)
  }

  @Test func `a cancelled job keeps the copies that are printed`() throws {
    let id = try accept { $0.copies = 2 }
    _ = try store.arm(id, now: 6)
    _ = try store.finish(id, .completed(.confirmed), now: 7)
    let ended = try store.end(id, .cancelled, now: 8)
    #expect(ended.state == .cancelled && ended.children?.map(\.state) == [.printed, .cancelled])
  }

  // MARK: Somebody's word

  @Test func `a printed job can be had again, marked, as long as its content is kept`() throws {
    let id = try accept()
    _ = try store.arm(id, now: 6)
    _ = try store.finish(id, .completed(.confirmed), now: 7)
    #expect(try store.resolve(id, .reprint).state == .queued)
    let again = try #require(try store.prepare(id))
    #expect(again.isReprint && again.attempt == 2)
    _ = try store.arm(id, now: 8)
    _ = try store.finish(id, .completed(.confirmed), now: 9)
    var retention = JobRetention()
    retention.contentTime = 0
    try store.forget(retention, now: 10)
    let error = #expect(throws: PosError.self) { try store.resolve(id, .reprint) }
    #expect(error?.code == .illegal && error?.remedy != nil)
    #expect(try store.job(id).state == .printed, "it is known longer than its content")
  }

  @Test func `an expired job that never left is printed without a mark when somebody asks for it`() throws {
    let id = try accept { $0.timeToLive = 5 }
    #expect(try store.end(id, .expired, now: 2000).attention)
    let queued = try store.resolve(id, .reprint)
    #expect(queued.state == .queued && queued.expiresAt == nil && queued.endedAt == nil && !queued.attention)
    #expect(try store.prepare(id)?.isReprint == false)
  }

  @Test func `an expired job that broke off before says so`() throws {
    let id = try accept { $0.timeToLive = 5 }
    _ = try breakOff(id)
    #expect(try store.end(id, .expired, now: 2000).reason != nil)
  }

  @Test func `a failed job needs attention until it is dismissed`() throws {
    let id = try accept()
    #expect(try store.end(id, .failed, reason: DeviceReason(gone), now: 2).attention)
    let dismissed = try store.resolve(id, .dismiss)
    #expect(dismissed.state == .failed && !dismissed.attention)
  }

  @Test func `there is nothing to resolve about a job that waits or was cancelled`() throws {
    let id = try accept()
    for verdict in [JobVerdict.printed, .reprint, .dismiss] {
      #expect(throws: PosError.self) { try store.resolve(id, verdict) }
    }
    _ = try store.end(id, .cancelled, now: 2)
    #expect(throws: PosError.self) { try store.resolve(id, .reprint) }
  }

  // MARK: Keys

  @Test func `a known key with other content is the job of then, and the answer says so`() throws {
    let id = try accept { $0.key = "k" }
    let same = try #require(
      try store.accept([NewJob(key: "k", printer: "p", content: .text("x"))], now: 1).first)
    #expect(same.job == id && same.duplicate == true && same.reason == nil)
    let other = try #require(
      try store.accept([NewJob(key: "k", printer: "p", content: .text("y"))], now: 1).first)
    #expect(other.job == id && other.duplicate == true && other.reason?.code == "illegal")
    #expect(try store.list().count == 1)
  }

  @Test(
    arguments: [
      ("{ \"text\" :\t\"a b\",\r\n \"bold\":true}", true),
      (#"{"text":"a  b","bold":true}"#, false),
      (#"{"text":"ab","bold":true}"#, false),
    ])
  func `white space counts as content where it is printed`(json: String, isSame: Bool) throws {
    _ = try accept {
      $0.key = "k"
      $0.content = .receipt(#"{"text":"a b","bold":true}"#)
    }
    let job = try #require(try store.accept([NewJob(key: "k", printer: "p", content: .receipt(json))], now: 1).first)
    #expect(job.duplicate == true && (job.reason == nil) == isSame)
  }

  @Test func `a quotation mark inside a text does not end it`() throws {
    _ = try accept {
      $0.key = "k"
      $0.content = .receipt(#"["\\\" a"]"#)
    }
    let job = try #require(
      try store.accept([NewJob(key: "k", printer: "p", content: .receipt(#"["\\\"a"]"#))], now: 1).first)
    #expect(job.reason?.code == "illegal")
  }
}
