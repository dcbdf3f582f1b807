import Glibc
import PosModel
import PrintSpool
import Synchronization
import Testing

/// A damaged file of jobs: printing goes on, and what can be read of it is neither lost nor printed twice.
struct JobDamageTests {
  @Test func `whichever page at the root of a table or index is gone, jobs are printed and known keys stay known`()
    throws
  {
    let file = try DamagedFile()
    let roots = try file.roots()
    #expect(roots.count > 12)
    for (name, page) in roots {
      let folder = try file.copy(without: page)
      let store = try folder.store(now: 42)
      _ = try store.recover(now: 50)
      _ = try store.pending()
      let new = try store.accept(
        [NewJob(key: "new", printer: "p", content: .text("x"), station: "grill", day: "d")], now: 51)
      _ = try store.arm(new[0].job, now: 52)
      #expect(try store.finish(new[0].job, .completed(.confirmed), now: 53)?.state == .printed, "\(name)")
      try store.forget(JobRetention(), now: 60)
      let again = DamagedFile.endedKeys.map { key in
        let station = key == "ended0" ? "grill" : nil
        return NewJob(key: key, printer: "p", content: .text("x"), station: station, day: station)
      }
      #expect(try store.accept(again, now: 70).allSatisfy { $0.duplicate == true }, "\(name)")
      #expect(try state(DamagedFile.underWay, "r", store) == .uncertain, "\(name)")
      #expect(try state(DamagedFile.uncertain, "p", store) == .uncertain, "\(name)")
    }
  }

  /// The job of a key, as a client that asks again is told.
  private func job(_ key: String, _ printer: String, _ store: JobStore) throws -> PrintJob {
    try store.accept([NewJob(key: key, printer: printer, content: .text("again"))], now: 80)[0]
  }

  private func state(_ key: String, _ printer: String, _ store: JobStore) throws -> PrintJobState {
    let job = try job(key, printer, store)
    #expect(job.duplicate == true)
    return job.state
  }

  @Test func `what waits goes on unmarked, or says that it is lost`() throws {
    let file = try DamagedFile()
    for (name, page) in try file.roots() {
      let folder = try file.copy(without: page)
      let store = try folder.store()
      _ = try store.recover(now: 50)
      let waiting = try job(DamagedFile.waiting, "q", store)
      switch name {
      case "jobs":
        #expect(waiting.state == .uncertain && waiting.attention)
        #expect(try store.resolve(waiting.job, .reprint).state == .queued)
        #expect(try store.prepare(waiting.job)?.content == .text("content of waiting"))
      case "contents":
        let error = #expect(throws: PosError.self) { try store.prepare(waiting.job) }
        #expect(error?.code == .unsupported)
      default:
        let prepared = try #require(try store.prepare(waiting.job), "\(name)")
        #expect(prepared.content == .text("content of waiting") && prepared.suspectSince == nil, "\(name)")
      }
    }
  }

  @Test func `an attempt that is under way when damage shows is concluded as if nothing had been`() throws {
    let file = try DamagedFile()
    let contents = try #require(try file.roots().first { $0.name == "contents" })
    let folder = try file.copy(without: contents.page)
    let store = try folder.store(now: 42)
    #expect(store.salvage?.file == nil, "an opening does not look at contents")
    let told = Mutex<[JobSalvage]>([])
    store.whenSetAside { salvage in told.withLock { $0.append(salvage) } }
    let underWay = try job(DamagedFile.underWay, "r", store)
    _ = try store.accept([NewJob(printer: "p", content: .text("x"))], now: 51)
    let salvage = try #require(told.withLock { $0 }.first)
    #expect(told.withLock { $0.count } == 1)
    #expect(salvage.open == 3 && salvage.ended == 100)
    #expect(salvage.lost == ["the contents of 3 jobs"])
    #expect(salvage.notice.remedy?.contains(salvage.file) == true)
    #expect(folder.names.contains { $0.hasPrefix("jobs.db.damaged-") } && !folder.names.contains("jobs.db.new"))
    #expect(try store.job(underWay.job).state == .printing)
    #expect(try store.finish(underWay.job, .completed(.confirmed), now: 52)?.state == .printed)
    #expect(try folder.store().salvage?.file == nil)
  }

  @Test func `a page of rows takes no more with it than its own`() throws {
    let file = try DamagedFile()
    let leaves = try file.leaves(of: "jobs")
    try #require(leaves.count > 2)
    let folder = try file.copy(without: leaves[1])
    let store = try folder.store()
    _ = try store.recover(now: 50)
    _ = try store.list()
    let jobs = try store.list()
    #expect(jobs.count { $0.key != nil } == 103)
    #expect(jobs.count { $0.state == .printed } > 50)
  }

  @Test func `after an end without warning the file is looked through before it is used`() throws {
    let file = try DamagedFile()
    let numbers = try #require(try file.roots().first { $0.name == "numbers" })
    let folder = try file.copy(without: numbers.page)
    #expect(try folder.store().salvage?.file == nil)
    SpoolFolder.write([], to: folder.file + "-wal")
    let store = try folder.store(now: 42)
    #expect(store.salvage?.lost == ["the last numbers of tickets"])
    let next = try store.accept(
      [NewJob(printer: "p", content: .text("x"), station: "grill", day: "2026-11-26")], now: 51)
    #expect(next[0].number == 2, "the tickets themselves say which numbers were given")
  }

  @Test func `a replacement that was cut off is ended when it was whole, and forgotten before`() throws {
    let folder = try SpoolFolder()
    do { _ = try folder.store().accept([NewJob(key: "k", printer: "p", content: .text("x"))], now: 1) }
    rename(folder.file, folder.file + ".new")
    #expect(try folder.store().list().map(\.key) == ["k"])
    SpoolFolder.write(Array("half".utf8), to: folder.file + ".new")
    #expect(try folder.store().list().map(\.key) == ["k"])
    #expect(!folder.names.contains("jobs.db.new"))
  }

  @Test func `damaged files do not fill the disk`() throws {
    let folder = try SpoolFolder()
    for number in 1..<10 {
      SpoolFolder.write(Array("this is not a database, and never was one".utf8), to: folder.file)
      _ = try folder.store(now: Int64(number))
    }
    let kept = folder.names.filter {
      $0.hasPrefix("jobs.db.damaged-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
    }
    #expect(kept.sorted() == (5..<10).map { "jobs.db.damaged-\($0)" })
  }
}
