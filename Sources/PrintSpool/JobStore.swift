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

  private struct Connection: ~Copyable {
    let database: SQLiteDatabase
  }

  /// Opens or makes the file. A damaged one is renamed (`jobs.db.damaged-…`) and a fresh one takes its place.
  package init(path: String, now: Int64) throws(PosError) {
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

  private static func isDamage(_ error: PosError) -> Bool {
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

  private func with<Value: Sendable>(
    _ body: @Sendable (borrowing SQLiteDatabase) throws(PosError) -> Value
  ) throws(PosError) -> Value {
    try connection.withLock { (connection) throws(PosError) in try body(connection.database) }
  }

  // MARK: From acceptance to paper

  /// Takes jobs in, all in one transaction. A known key gives the job of then, with `duplicate`.
  package func accept(_ jobs: [NewJob], now: Int64) throws(PosError) -> [PrintJob] {
    try with { (database) throws(PosError) in
      try database.transaction { () throws(PosError) in
        var accepted: [PrintJob] = []
        for job in jobs { accepted.append(try database.accept(job, now: now)) }
        return accepted
      }
    }
  }

  /// Puts the next attempt on the disk: only then may a byte leave. nil when the job does not wait any more.
  package func arm(_ id: String, now: Int64) throws(PosError) -> ArmedJob? {
    try with { (database) throws(PosError) in
      try database.transaction { () throws(PosError) in try database.arm(id, now: now) }
    }
  }

  /// Ends the attempt that was armed; the job is printed, goes on with its next copy, waits again, or is uncertain.
  package func finish(_ id: String, _ outcome: PrintOutcome, now: Int64) throws(PosError) -> PrintJob? {
    try with { (database) throws(PosError) in
      try database.transaction { () throws(PosError) in try database.finish(id, outcome, now: now) }
    }
  }

  /// Notes why a job waits or goes on; nothing when it has ended.
  package func mark(_ id: String, _ state: PrintJobState, reason: DeviceReason?) throws(PosError) -> PrintJob? {
    try with { (database) throws(PosError) in try database.mark(id, state, reason: reason) }
  }

  /// Ends a job that has no bytes under way: `expired`, `cancelled` or `failed`. Throws `illegal` when it has ended,
  /// `busy` while it is being printed.
  package func end(_ id: String, _ state: PrintJobState, reason: DeviceReason?, now: Int64) throws(PosError) -> PrintJob
  {
    try with { (database) throws(PosError) in
      try database.transaction { () throws(PosError) in try database.end(id, state, reason: reason, now: now) }
    }
  }

  /// Somebody has looked at the paper of an uncertain job. Throws `illegal` for any other.
  package func resolve(_ id: String, reprint: Bool, now: Int64) throws(PosError) -> PrintJob {
    try with { (database) throws(PosError) in
      try database.transaction { () throws(PosError) in try database.resolve(id, reprint: reprint, now: now) }
    }
  }

  /// After a start: attempts that were under way when the last daemon ended are uncertain. Answers with those.
  package func recover(now: Int64) throws(PosError) -> [PrintJob] {
    try with { (database) throws(PosError) in
      try database.transaction { () throws(PosError) in try database.recover(now: now) }
    }
  }

  // MARK: Looking

  /// Throws `illegal` when there is no such job.
  package func job(_ id: String) throws(PosError) -> PrintJob {
    try with { (database) throws(PosError) in try database.job(id) }
  }

  /// The printer of a job (a device id) and the user id of its client. Throws `illegal` when there is no such job.
  package func origin(of id: String) throws(PosError) -> (printer: String, owner: UInt32?) {
    try with { (database) throws(PosError) in try database.origin(of: id) }
  }

  /// Newest first. `printer` is a device id or a name; `since` is a job: it and those accepted later.
  package func list(
    printer: String? = nil, state: PrintJobState? = nil, since: String? = nil, limit: Int = 1000
  ) throws(PosError) -> [PrintJob] {
    try with { (database) throws(PosError) in
      try database.list(printer: printer, state: state, since: since, limit: limit)
    }
  }

  /// The jobs that wait for paper, in the order of acceptance.
  package func pending() throws(PosError) -> [PendingJob] {
    try with { (database) throws(PosError) in try database.pending() }
  }

  /// Forgets ended jobs but for the last `count`; their keys are then unknown. Answers how many went.
  package func keep(last count: Int) throws(PosError) -> Int {
    try with { (database) throws(PosError) in try database.keep(last: count) }
  }
}
