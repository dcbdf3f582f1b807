import CSQLite
import PosModel
import PrintSpool
import Testing

/// The file: from older versions, and as it shrinks.
struct JobFileTests {
  /// The tables of the first version, as that one made them.
  private static let firstVersion = """
    PRAGMA journal_mode = WAL;
    CREATE TABLE jobs (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, key TEXT, printer TEXT NOT NULL,
      label TEXT NOT NULL, kind TEXT NOT NULL, content BLOB NOT NULL, policy TEXT NOT NULL, copies INTEGER NOT NULL,
      copy INTEGER NOT NULL, expires_at INTEGER, opens_drawer INTEGER NOT NULL, owner INTEGER, state TEXT NOT NULL,
      evidence TEXT NOT NULL, attempt INTEGER NOT NULL, reason_code TEXT, reason_message TEXT, reason_remedy TEXT,
      reason_upos INTEGER, accepted_at INTEGER NOT NULL, ended_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX jobs_key ON jobs (printer, key) WHERE key IS NOT NULL;
    CREATE INDEX jobs_open ON jobs (state) WHERE ended_at IS NULL;
    CREATE TABLE attempts (
      job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, copy INTEGER NOT NULL, attempt INTEGER NOT NULL,
      armed_at INTEGER NOT NULL, ended_at INTEGER, outcome TEXT, sent INTEGER, PRIMARY KEY (job, copy, attempt)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO jobs VALUES
      (1, 'A', 'ka', 'p', 'hot', 'text', x'61', 'atMostOnce', 1, 1, NULL, 0, 1000, 'queued', 'none', 0,
        NULL, NULL, NULL, NULL, 1, NULL),
      (2, 'B', 'kb', 'p', 'hot', 'raw', x'1b40', 'atMostOnce', 3, 2, NULL, 0, NULL, 'printing', 'processed', 1,
        NULL, NULL, NULL, NULL, 2, NULL),
      (3, 'C', NULL, 'q', 'q', 'text', x'63', 'atMostOnce', 1, 1, NULL, 0, NULL, 'uncertain', 'none', 1,
        'offline', 'gone', NULL, 108, 3, NULL),
      (4, 'D', NULL, 'q', 'q', 'text', x'64', 'atMostOnce', 2, 2, NULL, 0, NULL, 'printed', 'confirmed', 1,
        NULL, NULL, NULL, NULL, 4, 9);
    INSERT INTO attempts VALUES ('B', 1, 1, 5, 6, 'completed', NULL), ('B', 2, 1, 7, NULL, NULL, NULL),
      ('C', 1, 1, 5, 6, 'interrupted', 3);
    PRAGMA user_version = 1;
    """

  private func firstVersion() throws -> SpoolFolder {
    let folder = try SpoolFolder()
    var handle: OpaquePointer?
    try #require(sqlite3_open(folder.file, &handle) == SQLITE_OK)
    defer { sqlite3_close(handle) }
    try #require(sqlite3_exec(handle, Self.firstVersion, nil, nil, nil) == SQLITE_OK)
    return folder
  }

  @Test func `a file of the first version goes on with all its jobs`() throws {
    let folder = try firstVersion()
    let store = try folder.store()
    #expect(store.salvage?.file == nil)
    #expect(try store.list().map(\.job) == ["D", "C", "B", "A"])
    #expect(try store.prepare("A")?.content == .text("a"))
    #expect(try store.job("B").children?.map(\.state) == [.printed, .printing, .queued])
    #expect(try store.job("C").attention && store.job("C").reason?.code == "offline")
    #expect(try store.job("D").children?.map(\.evidence) == [.confirmed, .confirmed])
    #expect(try store.accept([NewJob(key: "ka", printer: "p", content: .text("a"))], now: 1).first?.duplicate == true)
  }

  @Test func `an attempt that the first version had under way is found`() throws {
    let store = try firstVersion().store()
    #expect(try store.recover(now: 20).map(\.job) == ["B"])
    let job = try store.job("B")
    #expect(job.children?.map(\.state) == [.printed, .uncertain, .queued])
    #expect(try store.prepare("B")?.predecessor?.longestCommand == 65_540, "nobody knows how long its commands were")
    #expect(try store.resolve("C", .reprint).state == .queued)
    #expect(try store.prepare("C")?.suspectSince == 5)
  }

  @Test func `the file shrinks when contents are forgotten`() throws {
    for folder in [try SpoolFolder(), try firstVersion()] {
      let store = try folder.store()
      for _ in 0..<40 {
        let job = try store.accept([NewJob(printer: "p", content: .raw([UInt8](repeating: 7, count: 50_000)))], now: 1)
        _ = try store.end(job[0].job, .cancelled, now: 2)
      }
      func size() throws -> Int {
        try store.read { (database) throws(PosError) in try database.shrink() }
        return SpoolFolder.read(folder.file).count
      }
      let full = try size()
      #expect(full > 2_000_000)
      var retention = JobRetention()
      retention.contentSize = 200_000
      try store.forget(retention, now: 3)
      var small = try size()
      for _ in 0..<8 { small = try size() }
      #expect(small < 500_000)
      #expect(try store.list().count >= 40)
    }
  }

  @Test func `jobs older than the days that are kept go, but none that somebody has to look at`() throws {
    let store = try SpoolFolder().store()
    let day: Int64 = 86_400_000
    let old = try store.accept([NewJob(printer: "p", content: .text("x"))], now: 1)
    _ = try store.arm(old[0].job, now: 1)
    _ = try store.finish(old[0].job, .interrupted(PosError(.offline, "gone"), sent: 1), now: 1)
    let done = try store.accept([NewJob(key: "k", printer: "p", content: .text("x"))], now: 2)
    _ = try store.end(done[0].job, .cancelled, now: day)
    let late = try store.accept([NewJob(printer: "p", content: .text("x"))], now: 3)
    _ = try store.end(late[0].job, .expired, now: day)
    try store.forget(JobRetention(), now: 30 * day)
    #expect(try store.list().count == 3)
    try store.forget(JobRetention(), now: 32 * day)
    #expect(try store.list().map(\.state) == [.expired, .uncertain])
    var retention = JobRetention()
    retention.count = 0
    try store.forget(retention, now: 33 * day)
    #expect(try store.list().isEmpty, "their number is bounded")
  }

  @Test func `one change that fails leaves no trace and does not hinder the others`() throws {
    let store = try SpoolFolder().store()
    let job = NewJob(key: "k", printer: "p", content: .text("x"))
    @Sendable func change(_ job: NewJob, fails: Bool) -> JobChange {
      JobChange(mustLast: true) { database in
        do throws(PosError) {
          _ = try database.accept(job, now: 1)
          return fails ? PosError(.failure, "no") : nil
        } catch {
          return error
        }
      }
    }
    try store.write([change(job, fails: true)])
    #expect(try store.list().isEmpty)
    try store.write([
      change(NewJob(key: "a", printer: "p", content: .text("")), fails: false), change(job, fails: true),
      change(NewJob(key: "b", printer: "p", content: .text("")), fails: false),
    ])
    #expect(try store.list().map(\.key) == ["b", "a"])
  }
}
