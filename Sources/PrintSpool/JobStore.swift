import Glibc
import PosModel
import Synchronization

/// The print jobs on the disk: what it has said yes to is there after a power cut.
///
/// Every call blocks on the disk, so it belongs on a thread of its own. Times are milliseconds since 1970. A file that turns
/// out to be damaged, at its opening or later, is set aside (`jobs.db.damaged-…`): what can be read of it goes into a new one,
/// and the call that met the damage goes on there.
package final class JobStore: Sendable {
  /// What was saved of a file that was damaged when the store was opened; nil when all was well.
  package let salvage: JobSalvage?
  private let path: String
  private let connection: Mutex<Connection>
  private let watch: (@Sendable (WriteMoment) -> Void)?
  private let replaced = Mutex<(@Sendable (JobSalvage) -> Void)?>(nil)
  /// A disk that damages more files in one run is not written to any more.
  private static let boundOfReplacements = 5
  /// A file that cannot be opened is tried again after so many milliseconds, by the call that comes then.
  private static let retryTime: Int64 = 1000

  /// Where a write is.
  package enum WriteMoment: Sendable {
    case before
    /// It is on the disk, and nobody knows yet.
    case after
  }

  private struct Connection: ~Copyable {
    var file: OpenJobFile?
    var syncs = true
    /// Why there is no file.
    var fault: PosError?
    /// On CLOCK_MONOTONIC.
    var triedAt: Int64 = 0
    var replacements = 0

    init(_ file: OpenJobFile?, fault: PosError? = nil) {
      self.file = file
      self.fault = fault
    }

    /// A commit returns when it is on the disk, or at once: then a power cut may take it back, a kill does not.
    mutating func setSyncs(_ wanted: Bool, _ file: OpenJobFile) throws(PosError) {
      guard wanted != syncs else { return }
      try file.database.execute("PRAGMA synchronous = \(wanted ? "FULL" : "NORMAL")")
      syncs = wanted
    }
  }

  /// Opens or makes the file. `isPatient`: one that cannot be opened is tried again by later calls, which throw why until then.
  ///
  /// `watch` is told of every write, on the thread that writes.
  package init(
    path: String, now: Int64, isPatient: Bool = false, watch: (@Sendable (WriteMoment) -> Void)? = nil
  ) throws(PosError) {
    self.path = path
    self.watch = watch
    var salvage: JobSalvage?
    do throws(PosError) {
      connection = Mutex(Connection(try JobFile.open(path, now: now, &salvage)))
    } catch {
      guard isPatient else { throw error }
      connection = Mutex(Connection(nil, fault: error))
    }
    self.salvage = salvage
  }

  /// Why there is no file; nil when there is one.
  package var fault: PosError? { connection.withLock { $0.fault } }

  /// `told` hears, on the thread of the call, when a file is set aside after the opening.
  package func whenSetAside(_ told: @escaping @Sendable (JobSalvage) -> Void) {
    replaced.withLock { $0 = told }
  }

  /// Looks at the jobs; each look sees what was written before it.
  package func read<Value: Sendable>(
    _ body: @Sendable (borrowing SQLiteDatabase) throws(PosError) -> Value
  ) throws(PosError) -> Value {
    try use(needsSync: nil, body)
  }

  /// Changes the jobs: all of it is on the disk when this returns, or nothing.
  package func write<Value: Sendable>(
    _ body: @Sendable (borrowing SQLiteDatabase) throws(PosError) -> Value
  ) throws(PosError) -> Value {
    watch?(.before)
    defer { watch?(.after) }
    return try use(needsSync: true) { (database) throws(PosError) in
      try database.transaction { () throws(PosError) in try body(database) }
    }
  }

  /// Carries out changes that have nothing to do with each other in one transaction: they share its way to the disk.
  ///
  /// One that fails leaves no trace and does not hinder the others. Throws when none of them was kept.
  package func write(_ changes: [JobChange]) throws(PosError) {
    let needsSync = changes.contains { $0.mustLast }
    watch?(.before)
    defer { watch?(.after) }
    try use(needsSync: needsSync) { (database) throws(PosError) in
      try database.transaction { () throws(PosError) in
        for change in changes { try Self.run(change, isAlone: changes.count == 1, database) }
      }
    }
  }

  private static func run(
    _ change: JobChange, isAlone: Bool, _ database: borrowing SQLiteDatabase
  ) throws(PosError) {
    // SQLite copies each page that changes within a savepoint.
    if !isAlone { try database.run("SAVEPOINT change") }
    if let error = change.run(database) {
      // A full disk has ended the whole transaction; on a damaged file it is not ended.
      guard database.isInTransaction, !error.isDamagedFile else { throw error }
      if isAlone {
        database.rollBack()
        try database.run("BEGIN IMMEDIATE")
      } else {
        try database.run("ROLLBACK TO change")
      }
    }
    if !isAlone { try database.run("RELEASE change") }
  }

  // MARK: The file

  /// Where the file is damaged, `body` is run once more, on the one that has taken its place.
  private func use<Value: Sendable>(
    needsSync: Bool?, _ body: @Sendable (borrowing SQLiteDatabase) throws(PosError) -> Value
  ) throws(PosError) -> Value {
    try connection.withLock { (connection) throws(PosError) in
      if connection.file == nil { try open(&connection) }
      do throws(PosError) {
        return try Self.run(needsSync, &connection, body)
      } catch {
        guard error.isDamagedFile else { throw error }
        try replace(&connection, error)
      }
      return try Self.run(needsSync, &connection, body)
    }
  }

  private static func run<Value: Sendable>(
    _ needsSync: Bool?, _ connection: inout Connection,
    _ body: @Sendable (borrowing SQLiteDatabase) throws(PosError) -> Value
  ) throws(PosError) -> Value {
    guard let file = connection.file else { throw failingDisk(connection.fault) }
    if let needsSync { try connection.setSyncs(needsSync, file) }
    return try body(file.database)
  }

  private func open(_ connection: inout Connection) throws(PosError) {
    if connection.replacements >= Self.boundOfReplacements, let fault = connection.fault { throw fault }
    let now = Self.clock(CLOCK_MONOTONIC)
    if let fault = connection.fault, now - connection.triedAt < Self.retryTime { throw fault }
    connection.triedAt = now
    var salvage: JobSalvage?
    do throws(PosError) {
      connection.file = try JobFile.open(path, now: Self.clock(CLOCK_REALTIME), &salvage)
      connection.fault = nil
    } catch {
      connection.fault = error
      throw error
    }
    tell(salvage)
  }

  private func replace(_ connection: inout Connection, _ damage: PosError) throws(PosError) {
    guard connection.replacements < Self.boundOfReplacements else {
      let fault = Self.failingDisk(damage)
      (connection.file, connection.fault) = (nil, fault)
      throw fault
    }
    // Closed before another is made in its place.
    connection.file = nil
    connection.syncs = true
    var salvage: JobSalvage?
    do throws(PosError) {
      connection.file = try JobFile.replace(path, now: Self.clock(CLOCK_REALTIME), &salvage)
      connection.fault = nil
      connection.replacements += 1
    } catch {
      connection.fault = error
      throw error
    }
    tell(salvage)
  }

  private func tell(_ salvage: JobSalvage?) {
    guard let salvage, let told = replaced.withLock({ $0 }) else { return }
    told(salvage)
  }

  private static func clock(_ id: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(id, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static func failingDisk(_ error: PosError?) -> PosError {
    PosError(
      .failure, "the file of the print jobs was damaged again and again",
      remedy: "replace the disk of the state directory, then restart posd", cause: error?.cause)
  }
}

/// One change among others of a transaction; it keeps its own result.
package struct JobChange: Sendable {
  /// Whether it must be on the disk before its answer: what a power cut may take back need not.
  package var mustLast: Bool
  /// Why it was not kept; nil when it was. It may be run a second time, when the first one has left nothing.
  let body: @Sendable (borrowing SQLiteDatabase) -> PosError?

  package init(mustLast: Bool, _ body: @escaping @Sendable (borrowing SQLiteDatabase) -> PosError?) {
    self.mustLast = mustLast
    self.body = body
  }

  func run(_ database: borrowing SQLiteDatabase) -> PosError? { body(database) }
}
