import CSQLite

/// Prepared statements at rest, by their text; one connection's, used on one thread at a time.
final class StatementCache {
  private static let limit = 64
  private var resting: [String: OpaquePointer] = [:]

  func take(_ sql: String) -> OpaquePointer? {
    resting.removeValue(forKey: sql)
  }

  /// Keeps a statement for its next use, or finalizes it.
  func rest(_ handle: OpaquePointer, _ sql: String) {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    guard resting.count < Self.limit, resting[sql] == nil else {
      sqlite3_finalize(handle)
      return
    }
    resting[sql] = handle
  }

  func clear() {
    for handle in resting.values { sqlite3_finalize(handle) }
    resting = [:]
  }
}
