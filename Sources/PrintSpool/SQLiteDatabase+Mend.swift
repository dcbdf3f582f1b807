import PosModel

/// Jobs of which a part is lost with a damaged file: what may be on paper is uncertain, or printed again with its mark.
extension SQLiteDatabase {
  private static let reason = DeviceReason(
    PosError(
      .failure, "the file of the print jobs was damaged: nobody knows whether this is on paper",
      remedy: "look at the paper, then say jobs.resolve with printed or reprint"))
  /// No job has more copies.
  private static let copyLimit = 1000

  /// `hasAttempts`: the attempts of the job were read.
  func mend(_ id: String, hasAttempts: Bool, now: Int64) throws(PosError) {
    // The row of a job says it of the copy in hand: before the first attempt of the first one nothing has left.
    let clean = "(attempt = 0 AND copy = 1 AND state IN ('queued', 'blocked'))"
    let suspect = "iif(policy = 'atLeastOnce', 'queued', 'uncertain')"
    try run(
      """
      WITH RECURSIVE each (n, total) AS (
        SELECT 1, min(max(copies, 1), ?2) FROM jobs WHERE id = ?1 UNION ALL SELECT n + 1, total FROM each WHERE n < total
      )
      INSERT OR IGNORE INTO copies (job, copy, state, evidence, attempt, suspect_since)
      SELECT id, n, iif(\(clean), 'queued', \(suspect)), 'none', iif(\(clean), 0, max(attempt, 1)),
        iif(\(clean), NULL, accepted_at)
      FROM each JOIN jobs ON id = ?1
      """, [.text(id), SQLiteValue(Self.copyLimit)])
    // A copy at the printer has an open attempt; where the attempts are lost, each tried copy may have one.
    try run(
      """
      UPDATE copies SET interruptions = interruptions + 1,
        suspect_since = coalesce(suspect_since, (SELECT accepted_at FROM jobs WHERE id = job)),
        state = (SELECT \(suspect) FROM jobs WHERE id = job)
      WHERE job = ?1 AND state IN ('queued', 'blocked', 'printing') AND (state = 'printing' OR (?2 = 0 AND attempt > 0))
        AND NOT EXISTS
          (SELECT 1 FROM attempts WHERE attempts.job = ?1 AND attempts.copy = copies.copy AND outcome IS NULL)
      """, [.text(id), SQLiteValue(hasAttempts)])
    try explain(id)
    try summarise(id, now: now)
  }

  private func explain(_ id: String) throws(PosError) {
    try run(
      """
      UPDATE copies SET reason_code = ?, reason_message = ?, reason_remedy = ?, reason_upos = ?
      WHERE job = ? AND state = 'uncertain' AND reason_code IS NULL
      """,
      [
        .text(Self.reason.code), .text(Self.reason.message), SQLiteValue(Self.reason.remedy),
        SQLiteValue(Self.reason.upos), .text(id),
      ])
  }

  /// Jobs whose rows are lost, by what the indexes say of them: their keys stay known, so that none is printed a second time,
  /// and those that were not ended are uncertain. Answers with how many there are.
  func takeTraces(_ old: borrowing SQLiteDatabase, now: Int64) throws(PosError) -> Int {
    var traces: [Int64: Trace] = [:]
    let ids = "SELECT id, seq FROM jobs INDEXED BY sqlite_autoindex_jobs_1"
    _ = try Self.rows(of: old, ids) { (row) throws(PosError) in
      traces[row.integer(1), default: Trace()].id = row.text(0)
    }
    let keys = "SELECT scope, key, seq FROM jobs INDEXED BY jobs_key WHERE key IS NOT NULL"
    _ = try Self.rows(of: old, keys) { (row) throws(PosError) in
      traces[row.integer(2), default: Trace()].scope = row.text(0)
      traces[row.integer(2), default: Trace()].key = row.text(1)
    }
    let open = "SELECT printer, seq FROM jobs INDEXED BY jobs_open WHERE ended_at IS NULL"
    let knowsOpen = try Self.rows(of: old, open) { (row) throws(PosError) in
      traces[row.integer(1), default: Trace()].printer = row.text(0)
    }
    var count = 0
    for (seq, trace) in traces.sorted(by: { $0.key < $1.key }) where trace.key != nil || trace.printer != nil {
      if try add(trace, seq, isOpen: trace.printer != nil || !knowsOpen, old, now: now) { count += 1 }
    }
    return count
  }

  private struct Trace {
    var id: String?
    var scope: String?
    var key: String?
    /// Of an open job.
    var printer: String?
  }

  /// False when the job is known already.
  private func add(
    _ trace: Trace, _ seq: Int64, isOpen: Bool, _ old: borrowing SQLiteDatabase, now: Int64
  ) throws(PosError) -> Bool {
    let id = trace.id ?? ULID.make(milliseconds: now)
    let printer = trace.printer ?? trace.scope ?? ""
    try run(
      """
      INSERT OR IGNORE INTO jobs (seq, id, key, scope, printer, label, kind, content, policy, copies, copy, opens_drawer,
        state, evidence, attempt, reason_code, reason_message, reason_remedy, reason_upos, accepted_at, ended_at)
      VALUES (?, ?, ?, ?, ?5, ?5, 'text', x'', 'atMostOnce', 1, 1, 0, ?, 'none', 1, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(seq), .text(id), SQLiteValue(trace.key), .text(trace.scope ?? printer), .text(printer),
        .text(isOpen ? "uncertain" : "failed"), .text(Self.reason.code), .text(Self.reason.message),
        SQLiteValue(Self.reason.remedy), SQLiteValue(Self.reason.upos), .integer(now), isOpen ? .null : .integer(now),
      ])
    guard changes == 1 else { return false }
    guard isOpen else { return true }
    _ = try takeContent(seq, old)
    _ = try takeCopies(id, old)
    try run(
      """
      INSERT OR IGNORE INTO copies (job, copy, state, evidence, attempt, suspect_since)
      VALUES (?, 1, 'uncertain', 'none', 1, ?)
      """, [.text(id), .integer(now)])
    try run(
      """
      UPDATE copies SET state = 'uncertain', attempt = max(attempt, 1), suspect_since = coalesce(suspect_since, ?)
      WHERE job = ? AND state <> 'printed'
      """, [.integer(now), .text(id)])
    try run("UPDATE jobs SET copies = (SELECT max(copy) FROM copies WHERE job = ?1) WHERE id = ?1", [.text(id)])
    try explain(id)
    try summarise(id, now: now)
    return true
  }
}
