import CSQLite
import PosModel
import PrintSpool
import Testing

/// A file of jobs of all kinds, closed, and what becomes of it when a page of it is written over.
struct DamagedFile {
  static let endedKeys = (0..<100).map { "ended\($0)" }
  /// Waits; nothing of it has left.
  static let waiting = "waiting"
  /// Was at the printer when the file was closed.
  static let underWay = "under way"
  static let uncertain = "uncertain"
  private let folder: SpoolFolder

  init() throws {
    folder = try SpoolFolder()
    let store = try folder.store()
    try store.write { (database) throws(PosError) in
      for key in Self.endedKeys {
        let id = try Self.accept(key, station: key == "ended0" ? "grill" : nil, database)
        _ = try database.arm(id, on: "p", longest: 9, now: 2)
        _ = try database.finish(id, on: "p", .completed(.transmitted), now: 3)
      }
      let uncertain = try Self.accept(Self.uncertain, database)
      _ = try database.arm(uncertain, on: "p", now: 4)
      _ = try database.finish(uncertain, on: "p", .interrupted(PosError(.offline, "gone"), sent: 3), now: 5)
      _ = try Self.accept(Self.waiting, on: "q", database)
      _ = try database.arm(try Self.accept(Self.underWay, on: "r", database), on: "r", now: 6)
    }
  }

  private static func accept(
    _ key: String, on printer: String = "p", station: String? = nil, _ database: borrowing SQLiteDatabase
  ) throws(PosError) -> String {
    let day = station == nil ? nil : "2026-11-26"
    let content = NewJob.Content.text("content of \(key)")
    let job = NewJob(key: key, printer: printer, content: content, station: station, day: day)
    return try database.accept(job, now: 1).job
  }

  /// The first page of each table and index, by name.
  func roots() throws -> [(name: String, page: Int)] {
    try pages("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0")
  }

  /// The pages that hold the rows of a table, in their order (sqlite.org/dbstat.html).
  func leaves(of table: String) throws -> [Int] {
    try pages("SELECT name, pageno FROM dbstat WHERE name = '\(table)' AND pagetype = 'leaf' ORDER BY path").map(\.page)
  }

  private func pages(_ sql: String) throws -> [(name: String, page: Int)] {
    var handle: OpaquePointer?
    try #require(sqlite3_open(folder.file, &handle) == SQLITE_OK)
    defer { sqlite3_close(handle) }
    var statement: OpaquePointer?
    try #require(sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK)
    defer { sqlite3_finalize(statement) }
    var pages: [(name: String, page: Int)] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      pages.append((String(cString: sqlite3_column_text(statement, 0)), Int(sqlite3_column_int64(statement, 1))))
    }
    return pages
  }

  /// A copy in which nothing of a page is left.
  func copy(without page: Int) throws -> SpoolFolder {
    var bytes = SpoolFolder.read(folder.file)
    try #require(bytes.count >= page * 4096)
    for index in (page - 1) * 4096..<page * 4096 { bytes[index] = 0xA5 }
    let copy = try SpoolFolder()
    SpoolFolder.write(bytes, to: copy.file)
    return copy
  }
}
