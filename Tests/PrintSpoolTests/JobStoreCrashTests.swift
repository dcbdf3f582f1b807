import Glibc
import PosModel
import PrintSpool
import Testing

struct JobStoreCrashTests {
  /// What a power cut may leave: the log as far as it was written, to the byte.
  @Test func `cut at any write, the store holds everything that it has said yes to`() throws {
    let folder = try SpoolFolder()
    let store = try folder.store()
    var acknowledged: [(log: Int, jobs: [PrintJob])] = []
    func step(_ work: () throws -> Void) throws {
      try work()
      acknowledged.append((SpoolFolder.read(folder.file + "-wal").count, try store.list()))
    }
    try step {}
    var ids: [String] = []
    for number in 0..<3 {
      try step {
        ids += try store.accept([NewJob(key: "k\(number)", printer: "p", content: .text("x"))], now: 1).map(\.job)
      }
    }
    try step { _ = try store.arm(ids[0], now: 2) }
    try step { _ = try store.mark(ids[0], .blocked, reason: DeviceReason(PosError(.paperEnd, "no paper"))) }
    try step { _ = try store.finish(ids[0], .completed(.processed), now: 3) }
    try step { _ = try store.arm(ids[1], now: 4) }
    try step { _ = try store.finish(ids[1], .interrupted(PosError(.offline, "gone"), sent: 7), now: 5) }
    try step { _ = try store.end(ids[2], .cancelled, reason: nil, now: 6) }
    try step { _ = try store.resolve(ids[1], .reprint) }
    try step {
      // Acceptance and first attempt together.
      ids += try store.write { (database) throws(PosError) in
        let copies = NewJob(
          key: "copies", printer: "q", content: .text("x"), copies: 2, policy: .atLeastOnce, station: "hot", day: "1")
        let job = try database.accept(copies, now: 7)
        return [try database.arm(job.job, on: "q", now: 7)?.job ?? ""]
      }
    }
    try step { _ = try store.finish(ids[3], .interrupted(PosError(.offline, "gone"), sent: 7), now: 8) }
    try step { _ = try store.move([ids[3]], to: "r", marked: true) }
    try step { _ = try store.arm(ids[3], now: 8) }
    try step { _ = try store.finish(ids[3], .completed(.confirmed), now: 9) }
    try step { _ = try store.end(ids[3], .expired, now: 9) }
    try step { _ = try store.makeSlip("r", now: 10) }
    try step { _ = try store.resolve(ids[3], .dismiss) }
    try step {
      var retention = JobRetention()
      retention.count = 1
      retention.contentTime = 0
      _ = try store.write { [retention] (database) throws(PosError) in try database.forget(retention, now: 11) }
    }
    let main = SpoolFolder.read(folder.file)
    let log = SpoolFolder.read(folder.file + "-wal")

    let frame = 4096 + 24
    var cuts = Set(acknowledged.map(\.log))
    for start in stride(from: 32, through: log.count, by: frame) { cuts.formUnion([start, start + 20, start + 2000]) }
    for cut in cuts.sorted() where cut <= log.count && cut >= (acknowledged.first?.log ?? 0) {
      let wreck = try SpoolFolder()
      SpoolFolder.write(main, to: wreck.file)
      SpoolFolder.write(log[..<cut], to: wreck.file + "-wal")
      let survivor = try wreck.store()
      #expect(survivor.salvage?.file == nil)
      let last = try #require(acknowledged.lastIndex { $0.log <= cut })
      let found = try survivor.list()
      // A commit may be whole in the log before anybody was told.
      let allowed = acknowledged[last...].prefix(2).map(\.jobs)
      #expect(allowed.contains(found), "cut at \(cut) of \(log.count)")
    }
  }

  @Test func `a daemon killed with jobs under way loses none of them`() async throws {
    let folder = try SpoolFolder()
    let file = folder.file
    await #expect(processExitsWith: .signal(SIGKILL)) { [file = file as String] in
      let store = try JobStore(path: file, now: 0)
      let jobs = try store.accept((0..<5).map { NewJob(key: "k\($0)", printer: "p", content: .text("x")) }, now: 1)
      _ = try store.arm(jobs[0].job, now: 2)
      kill(getpid(), SIGKILL)
    }
    let store = try folder.store()
    #expect(try store.list().count == 5)
    #expect(try store.recover(now: 3).map(\.key) == ["k0"])
    #expect(try store.pending().count == 4)
  }

  @Test func `a damaged file is set aside and a fresh one takes its place`() throws {
    let folder = try SpoolFolder()
    SpoolFolder.write(Array("this is not a database, and never was one".utf8), to: folder.file)
    let store = try folder.store(now: 42)
    #expect(store.salvage?.file == folder.file + ".damaged-42")
    #expect(folder.names.contains("jobs.db.damaged-42"))
    #expect(try store.accept([NewJob(printer: "p", content: .text("x"))], now: 1).count == 1)
    #expect(try folder.store().salvage?.file == nil)
  }

  @Test func `a file whose pages are scribbled over never stops a start`() throws {
    for page in 1..<6 {
      let folder = try SpoolFolder()
      do {
        let store = try folder.store()
        for number in 0..<50 {
          _ = try store.accept([NewJob(key: "k\(number)", printer: "p", content: .text("x"))], now: 1)
        }
      }
      var bytes = SpoolFolder.read(folder.file)
      try #require(bytes.count > (page + 1) * 4096)
      for index in page * 4096..<page * 4096 + 4096 { bytes[index] = 0xA5 }
      SpoolFolder.write(bytes, to: folder.file)
      let store = try folder.store()
      _ = try store.recover(now: 1)
      _ = try store.accept([NewJob(key: "k0", printer: "p", content: .text("x"))], now: 1)
    }
  }

  @Test func `the file of a newer posd is refused and left alone`() throws {
    let folder = try SpoolFolder()
    do { _ = try folder.store() }
    var bytes = SpoolFolder.read(folder.file)
    bytes[63] = 99  // user_version, big-endian at 60…63 (SQLite file format, 1.3)
    SpoolFolder.write(bytes, to: folder.file)
    let error = #expect(throws: PosError.self) { try folder.store() }
    #expect(error?.code == .unsupported)
    #expect(SpoolFolder.read(folder.file)[63] == 99)
  }

  @Test func `a folder that cannot be written is an error with a remedy`() {
    let error = #expect(throws: PosError.self) { try JobStore(path: "/proc/nowhere/jobs.db", now: 0) }
    #expect(error?.remedy != nil)
  }
}
