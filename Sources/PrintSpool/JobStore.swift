import Glibc
import PosModel
import Synchronization

/// The print jobs on the disk: what it has said yes to is there after a power cut.
///
/// Every call blocks on the disk, so it belongs on a thread of its own. Times are milliseconds since 1970.
package final class JobStore: Sendable {
  /// Where a damaged file was moved when the store was opened; nil when all was well.
  package let setAside: String?
  private let connection: Mutex<Connection>
  private let watch: (@Sendable (WriteMoment) -> Void)?

  /// Where a write is.
  package enum WriteMoment: Sendable {
    case before
    /// It is on the disk, and nobody knows yet.
    case after
  }

  private struct Connection: ~Copyable {
    let database: SQLiteDatabase
    var syncs = true

    /// A commit returns when it is on the disk, or at once: then a power cut may take it back, a kill does not.
    mutating func setSyncs(_ wanted: Bool) throws(PosError) {
      guard wanted != syncs else { return }
      try database.execute("PRAGMA synchronous = \(wanted ? "FULL" : "NORMAL")")
      syncs = wanted
    }
  }

  /// Opens or makes the file. A damaged one is renamed (`jobs.db.damaged-…`) and a fresh one takes its place.
  ///
  /// `watch` is told of every write, on the thread that writes.
  package init(
    path: String, now: Int64, watch: (@Sendable (WriteMoment) -> Void)? = nil
  ) throws(PosError) {
    self.watch = watch
    do throws(PosError) {
      connection = Mutex(try Self.open(path))
      setAside = nil
    } catch {
      guard Self.isDamage(error) else { throw error }
      let aside = try Self.setAside(path, now: now)
      connection = Mutex(try Self.open(path))
      setAside = aside
    }
  }

  private static func open(_ path: String) throws(PosError) -> Connection {
    let database = try SQLiteDatabase(path: path)
    try Schema.prepare(database)
    // Reads what a start needs, so that damage shows here and not in the middle of a sale.
    _ = try database.pending()
    return Connection(database: database)
  }

  /// Whether the file says something that it cannot say.
  package static func isDamage(_ error: PosError) -> Bool {
    guard let cause = error.cause else { return false }
    return cause.hasPrefix("SQLITE_CORRUPT") || cause.hasPrefix("SQLITE_NOTADB")
  }

  private static func setAside(_ path: String, now: Int64) throws(PosError) -> String {
    let aside = "\(path).damaged-\(now)"
    guard rename(path, aside) == 0 else {
      throw PosError(
        .failure, "the damaged file of the print jobs cannot be moved", remedy: "move \(path) away by hand",
        cause: String(cString: strerror(errno)))
    }
    // The write-ahead log belongs to the damaged file; without it there may be none.
    for suffix in ["-wal", "-shm"] { rename(path + suffix, aside + suffix) }
    return aside
  }

  /// Looks at the jobs; each look sees what was written before it.
  package func read<Value: Sendable>(
    _ body: @Sendable (borrowing SQLiteDatabase) throws(PosError) -> Value
  ) throws(PosError) -> Value {
    try connection.withLock { (connection) throws(PosError) in try body(connection.database) }
  }

  /// Changes the jobs: all of it is on the disk when this returns, or nothing.
  package func write<Value: Sendable>(
    _ body: @Sendable (borrowing SQLiteDatabase) throws(PosError) -> Value
  ) throws(PosError) -> Value {
    try connection.withLock { (connection) throws(PosError) in
      try connection.setSyncs(true)
      return try connection.database.transaction { () throws(PosError) in try body(connection.database) }
    }
  }

  /// Carries out changes that have nothing to do with each other in one transaction: they share its way to the disk.
  ///
  /// One that fails leaves no trace and does not hinder the others. Throws when none of them was kept.
  package func write(_ changes: [JobChange]) throws(PosError) {
    let needsSync = changes.contains { $0.mustLast }
    watch?(.before)
    defer { watch?(.after) }
    try connection.withLock { (connection) throws(PosError) in
      try connection.setSyncs(needsSync)
      try connection.database.transaction { () throws(PosError) in
        for change in changes { try Self.run(change, isAlone: changes.count == 1, connection.database) }
      }
    }
  }

  private static func run(
    _ change: JobChange, isAlone: Bool, _ database: borrowing SQLiteDatabase
  ) throws(PosError) {
    // SQLite copies each page that changes within a savepoint.
    if !isAlone { try database.run("SAVEPOINT change") }
    if !change.run(database) {
      // A full disk has ended the whole transaction.
      guard database.isInTransaction else {
        throw PosError(
          .failure, "print jobs cannot be kept on the disk", remedy: "check the disk of the state directory")
      }
      if isAlone {
        database.rollBack()
        try database.run("BEGIN IMMEDIATE")
      } else {
        try database.run("ROLLBACK TO change")
      }
    }
    if !isAlone { try database.run("RELEASE change") }
  }
}

/// One change among others of a transaction; it keeps its own result.
package struct JobChange: Sendable {
  /// Whether it must be on the disk before its answer: what a power cut may take back need not.
  package var mustLast: Bool
  /// Whether it was kept.
  let body: @Sendable (borrowing SQLiteDatabase) -> Bool

  package init(mustLast: Bool, _ body: @escaping @Sendable (borrowing SQLiteDatabase) -> Bool) {
    self.mustLast = mustLast
    self.body = body
  }

  func run(_ database: borrowing SQLiteDatabase) -> Bool { body(database) }
}
