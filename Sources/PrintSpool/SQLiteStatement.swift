import CSQLite
import PosModel

/// A value of a column or a parameter.
enum SQLiteValue {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  init(_ text: String?) { self = text.map(SQLiteValue.text) ?? .null }
  init(_ number: Int64?) { self = number.map(SQLiteValue.integer) ?? .null }
  init(_ number: Int) { self = .integer(Int64(number)) }
  init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
}

/// A prepared statement with its parameters; at rest again when it goes.
struct SQLiteStatement: ~Copyable {
  private let prepared: PreparedStatement
  private let database: OpaquePointer
  private var handle: OpaquePointer { prepared.handle }

  init(_ database: borrowing SQLiteDatabase, _ sql: String, _ values: [SQLiteValue] = []) throws(PosError) {
    let prepared = try Self.prepared(database, sql)
    for (place, value) in values.enumerated() {
      let code = Self.bind(value, to: prepared.handle, at: Int32(place + 1))
      guard code == SQLITE_OK else {
        prepared.rest()
        throw SQLiteDatabase.failure(code, on: database.handle)
      }
    }
    self.prepared = prepared
    self.database = database.handle
  }

  deinit { prepared.rest() }

  private static func prepared(
    _ database: borrowing SQLiteDatabase, _ sql: String
  ) throws(PosError) -> PreparedStatement {
    if let known = database.statements.take(sql) { return known }
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v2(database.handle, sql, -1, &handle, nil)
    guard code == SQLITE_OK else { throw SQLiteDatabase.failure(code, on: database.handle) }
    guard let handle else { throw SQLiteDatabase.failure(SQLITE_MISUSE, on: database.handle) }
    return database.statements.keep(handle, sql)
  }

  private static func bind(_ value: SQLiteValue, to handle: OpaquePointer, at place: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(handle, place)
    case .integer(let number): sqlite3_bind_int64(handle, place, number)
    case .text(let text):
      sqlite3_bind_text(handle, place, text, Int32(clamping: text.utf8.count), posd_sqlite_transient())
    case .blob(let bytes):
      bytes.isEmpty
        ? sqlite3_bind_zeroblob(handle, place, 0)
        : sqlite3_bind_blob64(handle, place, bytes, UInt64(bytes.count), posd_sqlite_transient())
    }
  }

  /// Whether there is a further row.
  func next() throws(PosError) -> Bool {
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw SQLiteDatabase.failure(code, on: database)
    }
  }

  /// Runs a statement that gives no rows.
  func run() throws(PosError) {
    while try next() {}
  }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func optionalInteger(_ column: Int32) -> Int64? {
    sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
  }

  func text(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(handle, column) else { return nil }
    // A text may hold NUL, and sqlite3_column_bytes counts what is behind it.
    let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The whole row as it is; NULL also stands for what no column of the jobs holds.
  var values: [SQLiteValue] {
    (0..<sqlite3_column_count(handle)).map { column in
      switch sqlite3_column_type(handle, column) {
      case SQLITE_INTEGER: .integer(integer(column))
      case SQLITE_TEXT: .text(String(decoding: blob(column), as: UTF8.self))
      case SQLITE_BLOB: .blob(blob(column))
      default: .null
      }
    }
  }

  func blob(_ column: Int32) -> [UInt8] {
    let count = Int(sqlite3_column_bytes(handle, column))
    guard count > 0, let start = sqlite3_column_blob(handle, column) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}
