import CSQLite

/// Prepared statements by their text; one connection's, used on one thread at a time.
final class StatementCache {
  private static let limit = 64
  private var known: [String: PreparedStatement] = [:]

  /// The statement of this text when it is at rest.
  func take(_ sql: String) -> PreparedStatement? {
    guard let statement = known[sql], !statement.isInUse else { return nil }
    statement.isInUse = true
    return statement
  }

  /// A new one, to be used at once.
  func keep(_ handle: OpaquePointer, _ sql: String) -> PreparedStatement {
    let statement = PreparedStatement(handle)
    if known.count < Self.limit, known[sql] == nil { known[sql] = statement }
    return statement
  }

  func clear() { known = [:] }
}

/// A statement that SQLite has compiled.
final class PreparedStatement {
  let handle: OpaquePointer
  fileprivate var isInUse = true

  fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { sqlite3_finalize(handle) }

  /// Makes it ready for its next use.
  func rest() {
    isInUse = false
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }
}
