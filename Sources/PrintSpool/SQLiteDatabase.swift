import CSQLite
import Glibc
import PosModel

/// One connection to a SQLite file; closes when it goes.
package struct SQLiteDatabase: ~Copyable {
  let handle: OpaquePointer
  let statements = StatementCache()

  /// Throws what `failure` makes of SQLite's code, with `cause` starting with its name: `SQLITE_NOTADB`.
  init(path: String) throws(PosError) {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      let error = Self.failure(code, on: handle)
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
  }

  deinit {
    statements.clear()
    sqlite3_close_v2(handle)
  }

  /// Runs statements that give no rows.
  func execute(_ sql: String) throws(PosError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw Self.failure(code, on: handle) }
  }

  /// Runs one statement that gives no rows.
  func run(_ sql: String, _ values: [SQLiteValue] = []) throws(PosError) {
    try SQLiteStatement(self, sql, values).run()
  }

  /// Runs `body` in one transaction: all of it is on the disk when this returns, or nothing.
  func transaction<Value>(_ body: () throws(PosError) -> Value) throws(PosError) -> Value {
    try run("BEGIN IMMEDIATE")
    do {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      rollBack()
      throw error
    }
  }

  /// Whether a transaction is open; a full disk ends it by itself.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  func rollBack() {
    if isInTransaction { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
  }

  /// How many rows the last statement has changed.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The row that was inserted last.
  var lastRow: Int64 { sqlite3_last_insert_rowid(handle) }

  static func failure(_ code: Int32, on handle: OpaquePointer?) -> PosError {
    let words =
      handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? String(cString: sqlite3_errstr(code))
    let folder = folder(of: handle)
    if isFull(code, handle) {
      return PosError(
        .busy, "the disk is full: print jobs cannot be kept", remedy: "free some space on the disk of \(folder)",
        cause: "SQLITE_FULL: \(words)")
    }
    let setAside = "posd sets it aside by itself and goes on with what can be read of it; try again"
    let (name, message, remedy): (String, String, String) =
      switch code & 0xFF {
      case SQLITE_CORRUPT: ("SQLITE_CORRUPT", "the file of the print jobs is damaged", setAside)
      case SQLITE_NOTADB: ("SQLITE_NOTADB", "the file of the print jobs is none", setAside)
      case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM:
        ("SQLITE_CANTOPEN", "the file of the print jobs cannot be written", "check the owner and mode of \(folder)")
      case SQLITE_BUSY, SQLITE_LOCKED:
        ("SQLITE_BUSY", "the file of the print jobs is in use", "see whether a second posd runs on \(folder)")
      case SQLITE_IOERR:
        (
          "SQLITE_IOERR \(code)", "the disk does not read or write the file of the print jobs",
          "check the disk of \(folder): the kernel's log says what it fails at"
        )
      case SQLITE_CONSTRAINT: ("SQLITE_CONSTRAINT \(code)", "the file of the print jobs refuses a row", "restart posd")
      default: ("SQLITE \(code)", "print jobs cannot be kept on the disk", "check the disk of \(folder)")
      }
    return PosError(.failure, message, remedy: remedy, cause: "\(name): \(words)")
  }

  /// SQLITE_IOERR_SHMSIZE (sqlite.org/rescode.html): no room for the index of the write-ahead log.
  private static let noRoomForIndex: Int32 = 4874

  private static func isFull(_ code: Int32, _ handle: OpaquePointer?) -> Bool {
    switch code & 0xFF {
    case SQLITE_FULL: return true
    case SQLITE_IOERR, SQLITE_CANTOPEN:
      let number = handle.map { sqlite3_system_errno($0) } ?? 0
      return number == ENOSPC || number == EDQUOT || code == noRoomForIndex
    default: return false
    }
  }

  private static func folder(of handle: OpaquePointer?) -> String {
    guard let handle, let name = sqlite3_db_filename(handle, "main") else { return "the state directory" }
    let path = String(cString: name)
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "the state directory"
  }
}
