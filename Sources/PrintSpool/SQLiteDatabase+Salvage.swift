import PosModel

/// What can be read of a damaged file comes into this one; each read of the damaged one may fail, and the next goes on.
extension SQLiteDatabase {
  /// More rows than this no table of a sound file has; pages that point at each other would give them for ever.
  private static let rowLimit = 200_000

  /// Takes over from the file at `path`, in one transaction. Throws only what does not lie in the damage: then nothing is taken.
  func takeOver(_ path: String, now: Int64) throws(PosError) -> JobSalvage {
    do throws(PosError) {
      let old = try SQLiteDatabase(path: path)
      try Schema.prepare(old)
      return try transaction { () throws(PosError) in try takeOver(old, now: now) }
    } catch {
      guard error.isDamagedFile else { throw error }
      return JobSalvage(file: path, lost: ["anything in it"])
    }
  }

  private func takeOver(_ old: borrowing SQLiteDatabase, now: Int64) throws(PosError) -> JobSalvage {
    var salvage = JobSalvage(file: "")
    let hasAllJobs = try takeJobs(old)
    let parts = try takeParts(old, now: now)
    if !hasAllJobs {
      let known = try takeTraces(old, now: now)
      salvage.lost.append("jobs, of which \(known) are known by their keys or places alone")
    }
    if parts.contents > 0 { salvage.lost.append("the contents of \(parts.contents) jobs") }
    if parts.copies > 0 { salvage.lost.append("what became of \(parts.copies) jobs") }
    if try !takeTable("printers", old) {
      salvage.lost.append("what printers may still hold")
      try run(
        "INSERT OR IGNORE INTO printers SELECT DISTINCT printer, ?, ?, 0 FROM jobs",
        [SQLiteValue(Self.unknownLongest), .integer(now)])
    }
    if try !takeTable("numbers", old) {
      salvage.lost.append("the last numbers of tickets")
    }
    try run(
      """
      INSERT INTO numbers (station, day, last) SELECT station, day, max(number) FROM jobs
      WHERE station IS NOT NULL AND day IS NOT NULL AND number IS NOT NULL GROUP BY station, day
      ON CONFLICT (station, day) DO UPDATE SET last = max(last, excluded.last)
      """)
    try run(
      """
      UPDATE jobs SET content_size = 0
      WHERE content_size > 0 AND NOT EXISTS (SELECT 1 FROM contents WHERE contents.seq = jobs.seq)
      """)
    salvage.open = try count("ended_at IS NULL")
    salvage.ended = try count("ended_at IS NOT NULL")
    return salvage
  }

  private func takeTable(_ table: String, _ old: borrowing SQLiteDatabase) throws(PosError) -> Bool {
    try Self.rows(of: old, "SELECT * FROM \(table)") { (row) throws(PosError) in _ = try insert(table, row) }
  }

  /// The longest command that a printer may hold the head of where nobody knows, in bytes.
  static let unknownLongest = 65_540

  private func count(_ condition: String) throws(PosError) -> Int {
    let statement = try SQLiteStatement(self, "SELECT count(*) FROM jobs WHERE \(condition)")
    return try statement.next() ? Int(clamping: statement.integer(0)) : 0
  }

  // MARK: Reading what is damaged

  /// Goes through rows until they end or cannot be read; whether all were. Throws what `take` throws.
  static func rows(
    of old: borrowing SQLiteDatabase, _ sql: String, _ values: [SQLiteValue] = [],
    _ take: (borrowing SQLiteStatement) throws(PosError) -> Void
  ) throws(PosError) -> Bool {
    var isReading = true
    do throws(PosError) {
      let statement = try SQLiteStatement(old, sql + " LIMIT \(rowLimit)", values)
      while try statement.next() {
        isReading = false
        try take(statement)
        isReading = true
      }
      return true
    } catch {
      // A full disk is no damage: it is tried again.
      guard isReading, error.code != .busy else { throw error }
      return false
    }
  }

  /// False where the row is none that the table can have.
  func insert(_ table: String, _ row: borrowing SQLiteStatement) throws(PosError) -> Bool {
    let values = row.values
    let places = Array(repeating: "?", count: values.count).joined(separator: ", ")
    do throws(PosError) {
      try run("INSERT INTO \(table) VALUES (\(places))", values)
      return true
    } catch {
      guard error.cause?.hasPrefix("SQLITE_CONSTRAINT") == true else { throw error }
      return false
    }
  }

  /// The rows of the jobs, from both ends: one page that cannot be read takes only its own with it.
  private func takeJobs(_ old: borrowing SQLiteDatabase) throws(PosError) -> Bool {
    var last = Int64.min
    let isWhole = try Self.rows(of: old, "SELECT * FROM jobs NOT INDEXED ORDER BY seq") { (row) throws(PosError) in
      _ = try insert("jobs", row)
      last = row.integer(0)
    }
    guard !isWhole else { return true }
    let later = "SELECT * FROM jobs NOT INDEXED WHERE seq > ? ORDER BY seq DESC"
    _ = try Self.rows(of: old, later, [.integer(last)]) { (row) throws(PosError) in _ = try insert("jobs", row) }
    return false
  }

  private struct Row {
    var id: String
    var seq: Int64
    var isOpen: Bool
  }

  /// Contents, copies and attempts of the jobs that somebody may still want; answers with how many of them lack what.
  private func takeParts(
    _ old: borrowing SQLiteDatabase, now: Int64
  ) throws(PosError) -> (contents: Int, copies: Int) {
    var jobs: [Row] = []
    do {
      let statement = try SQLiteStatement(
        self, "SELECT id, seq, ended_at IS NULL FROM jobs WHERE ended_at IS NULL OR attention = 1 OR copies > 1")
      while try statement.next() {
        jobs.append(Row(id: statement.text(0) ?? "", seq: statement.integer(1), isOpen: statement.integer(2) != 0))
      }
    }
    var lost = (contents: 0, copies: 0)
    for job in jobs {
      if try !takeContent(job.seq, old), job.isOpen { lost.contents += 1 }
      let hasCopies = try takeCopies(job.id, old)
      let attempts = "SELECT * FROM attempts WHERE job = ?"
      let hasAttempts = try Self.rows(of: old, attempts, [.text(job.id)]) { (row) throws(PosError) in
        _ = try insert("attempts", row)
      }
      guard job.isOpen else { continue }
      if !hasCopies || !hasAttempts { lost.copies += 1 }
      try mend(job.id, hasAttempts: hasAttempts, now: now)
    }
    return lost
  }

  /// Whether there is one.
  func takeContent(_ seq: Int64, _ old: borrowing SQLiteDatabase) throws(PosError) -> Bool {
    var isThere = false
    _ = try Self.rows(of: old, "SELECT * FROM contents WHERE seq = ?", [.integer(seq)]) { (row) throws(PosError) in
      isThere = try insert("contents", row)
    }
    return isThere
  }

  func takeCopies(_ id: String, _ old: borrowing SQLiteDatabase) throws(PosError) -> Bool {
    try Self.rows(of: old, "SELECT * FROM copies WHERE job = ?", [.text(id)]) { (row) throws(PosError) in
      _ = try insert("copies", row)
    }
  }
}
