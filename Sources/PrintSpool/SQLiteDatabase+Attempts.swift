import PosModel

/// What becomes of the copies of a job at the printer; each call that writes needs a transaction around it.
extension SQLiteDatabase {
  /// How often a copy that must be on paper at least once is tried before somebody has to look.
  static let boundOfInterruptions = 5

  /// Reads what the next attempt of a job needs. nil when it does not wait any more, or its content is gone.
  package func prepare(_ id: String) throws(PosError) -> PreparedCopy? {
    let statement = try SQLiteStatement(
      self,
      """
      SELECT copies.copy, copies.name, copies.attempt, copies.suspect_since, copies.reprint, contents.kind,
        contents.content, origin_label, tear_pause, stale_longest, unproven,
        accepted_at
      FROM jobs JOIN copies ON job = id JOIN contents ON contents.seq = jobs.seq
        LEFT JOIN printers ON printers.printer = jobs.printer
      WHERE id = ? AND ended_at IS NULL AND copies.state IN ('queued', 'blocked')
        AND NOT EXISTS (SELECT 1 FROM attempts WHERE attempts.job = id AND outcome IS NULL)
      ORDER BY copies.copy LIMIT 1
      """, [.text(id)])
    guard try statement.next() else {
      try requireContent(of: id)
      return nil
    }
    let kind = statement.text(5) ?? ""
    guard let content = NewJob.Content(kind: kind, bytes: statement.blob(6)) else {
      throw PosError(.unsupported, "the content of the job is of a kind that this posd does not know")
    }
    let predecessor = statement.optionalInteger(9).map {
      StaleMemory(longestCommand: Int(clamping: $0), isUnproven: statement.integer(10) != 0)
    }
    return PreparedCopy(
      job: try job(id), copy: Int(statement.integer(0)), name: statement.text(1), acceptedAt: statement.integer(11),
      attempt: Int(statement.integer(2)) + 1, content: content, suspectSince: statement.optionalInteger(3),
      isReprint: statement.integer(4) != 0, origin: statement.text(7), tearPause: Int(statement.integer(8)),
      predecessor: predecessor)
  }

  /// Throws `unsupported` for a job that waits and whose content was lost with a damaged file.
  private func requireContent(of id: String) throws(PosError) {
    let statement = try SQLiteStatement(
      self,
      """
      SELECT 1 FROM jobs WHERE id = ? AND state IN ('queued', 'blocked')
        AND NOT EXISTS (SELECT 1 FROM contents WHERE contents.seq = jobs.seq)
      """, [.text(id)])
    guard try statement.next() else { return }
    throw PosError(
      .unsupported, "the content of the job was lost with a damaged file", remedy: "print it anew with a new key")
  }

  /// What earlier attempts may have left in the memory of a printer.
  package func staleMemory(of printer: String) throws(PosError) -> StaleMemory? {
    let statement = try SQLiteStatement(
      self, "SELECT stale_longest, unproven FROM printers WHERE printer = ?", [.text(printer)])
    guard try statement.next() else { return nil }
    return StaleMemory(
      longestCommand: Int(clamping: statement.integer(0)), isUnproven: statement.integer(1) != 0)
  }

  /// Notes the next attempt of a job: only when it is on the disk may a byte leave. nil when the job does not wait, or
  /// not for this printer any more.
  ///
  /// `longest` is the length of the longest command of the content, in bytes.
  package func arm(_ id: String, on printer: String, longest: Int = 0, now: Int64) throws(PosError) -> PrintJob? {
    try run(
      """
      UPDATE copies SET state = 'printing', attempt = attempt + 1, reason_code = NULL, reason_message = NULL,
        reason_remedy = NULL, reason_upos = NULL
      WHERE job = ?1 AND copy = (SELECT min(copy) FROM copies WHERE job = ?1 AND state IN ('queued', 'blocked'))
        AND NOT EXISTS (SELECT 1 FROM attempts WHERE job = ?1 AND outcome IS NULL)
        AND EXISTS (SELECT 1 FROM jobs WHERE id = ?1 AND printer = ?2 AND ended_at IS NULL)
      """, [.text(id), .text(printer)])
    guard changes == 1 else { return nil }
    try run(
      """
      INSERT INTO attempts (job, copy, attempt, armed_at, printer, longest)
      SELECT job, copies.copy, copies.attempt, ?2, printer, ?3 FROM copies JOIN jobs ON id = job
      WHERE job = ?1 AND copies.state = 'printing'
      """, [.text(id), .integer(now), SQLiteValue(longest)])
    return try summarise(id, now: now)
  }

  /// Ends the attempt that is under way on a printer; nil when there is none.
  package func finish(
    _ id: String, on printer: String, _ outcome: PrintOutcome, now: Int64
  ) throws(PosError) -> PrintJob? {
    guard let attempt = try openAttempt(of: id), attempt.printer == printer else { return nil }
    switch outcome {
    case .completed(let evidence): try complete(attempt, evidence, now: now)
    case .notStarted(let error): try disarm(attempt, error)
    case .interrupted(let error, let sent): try interrupt(attempt, DeviceReason(error), sent: sent, now: now)
    }
    return try summarise(id, now: now)
  }

  /// After a start: attempts that were under way when the last daemon ended have broken off. Answers with those jobs.
  package func recover(now: Int64) throws(PosError) -> [PrintJob] {
    let reason = DeviceReason(
      PosError(
        .failure, "posd ended while this job was being printed",
        remedy: "look at the paper, then say jobs.resolve with printed or reprint"))
    var open: [String] = []
    do {
      let statement = try SQLiteStatement(
        self, "SELECT job FROM attempts JOIN jobs ON id = job WHERE outcome IS NULL ORDER BY seq")
      while try statement.next() { if let id = statement.text(0) { open.append(id) } }
    }
    var recovered: [PrintJob] = []
    for id in open {
      while let attempt = try openAttempt(of: id) { try interrupt(attempt, reason, sent: nil, now: now) }
      recovered.append(try summarise(id, now: now))
    }
    return recovered
  }

  // MARK: The attempt under way

  private struct OpenAttempt {
    var job: String
    var copy: Int
    var attempt: Int
    var armedAt: Int64
    var printer: String
    /// Unknown for attempts of the first version of the file.
    var longest: Int
  }

  private func openAttempt(of id: String) throws(PosError) -> OpenAttempt? {
    let statement = try SQLiteStatement(
      self,
      """
      SELECT copy, attempt, armed_at, printer, longest FROM attempts WHERE job = ? AND outcome IS NULL
      ORDER BY copy, attempt LIMIT 1
      """, [.text(id)])
    guard try statement.next() else { return nil }
    return OpenAttempt(
      job: id, copy: Int(statement.integer(0)), attempt: Int(statement.integer(1)), armedAt: statement.integer(2),
      printer: statement.text(3) ?? "",
      longest: statement.optionalInteger(4).map { Int(clamping: $0) } ?? Self.unknownLongest)
  }

  private func complete(_ attempt: OpenAttempt, _ evidence: PrintEvidence, now: Int64) throws(PosError) {
    try close(attempt, "completed", sent: nil, now: now)
    try run(
      """
      UPDATE copies SET state = 'printed', evidence = ?, reason_code = NULL, reason_message = NULL,
        reason_remedy = NULL, reason_upos = NULL
      WHERE job = ? AND copy = ?
      """, [.text(evidence.rawValue), .text(attempt.job), SQLiteValue(attempt.copy)])
    switch evidence {
    case .confirmed, .processed: try run("DELETE FROM printers WHERE printer = ?", [.text(attempt.printer)])
    case .transmitted, .none: try noteUnproven(attempt, now: now)
    }
  }

  /// What the system has taken and the printer has not acknowledged is lost within this time: 8 s over TCP while something is
  /// under way, 19 s at rest.
  private static let lossTime = 30_000

  /// Until a later job is proved. What left shortly before may be lost together with this one.
  private func noteUnproven(_ attempt: OpenAttempt, now: Int64) throws(PosError) {
    try run(
      """
      INSERT INTO printers (printer, stale_longest, stale_since, unproven) VALUES (?1, ?2, ?3, 1) ON CONFLICT (printer)
      DO UPDATE SET stale_longest = iif(unproven = 0 OR ?3 < stale_since + ?4, max(stale_longest, ?2), ?2),
        stale_since = ?3, unproven = 1
      """,
      [.text(attempt.printer), SQLiteValue(attempt.longest), .integer(now), SQLiteValue(Self.lossTime)])
  }

  /// Nothing had left: the next attempt is not a second one.
  private func disarm(_ attempt: OpenAttempt, _ error: PosError) throws(PosError) {
    try run(
      "DELETE FROM attempts WHERE job = ? AND copy = ? AND attempt = ?",
      [.text(attempt.job), SQLiteValue(attempt.copy), SQLiteValue(attempt.attempt)])
    try run(
      "UPDATE copies SET attempt = attempt - 1 WHERE job = ? AND copy = ?",
      [.text(attempt.job), SQLiteValue(attempt.copy)])
    try setCopy(attempt.copy, of: attempt.job, .blocked, DeviceReason(error))
  }

  private func interrupt(_ attempt: OpenAttempt, _ reason: DeviceReason, sent: Int?, now: Int64) throws(PosError) {
    try close(attempt, "interrupted", sent: sent, now: now)
    try run(
      """
      INSERT INTO printers (printer, stale_longest, stale_since) VALUES (?, ?, ?) ON CONFLICT (printer)
      DO UPDATE SET stale_longest = max(stale_longest, excluded.stale_longest), stale_since = excluded.stale_since,
        unproven = 0
      """, [.text(attempt.printer), SQLiteValue(attempt.longest), .integer(now)])
    try run(
      """
      UPDATE copies SET interruptions = interruptions + 1, suspect_since = coalesce(suspect_since, ?)
      WHERE job = ? AND copy = ?
      """, [.integer(attempt.armedAt), .text(attempt.job), SQLiteValue(attempt.copy)])
    let again = try goesOnByItself(attempt)
    try setCopy(attempt.copy, of: attempt.job, again ? .queued : .uncertain, reason)
  }

  private func goesOnByItself(_ attempt: OpenAttempt) throws(PosError) -> Bool {
    let statement = try SQLiteStatement(
      self,
      """
      SELECT 1 FROM jobs JOIN copies ON job = id
      WHERE id = ? AND copies.copy = ? AND policy = 'atLeastOnce' AND interruptions < ?
      """, [.text(attempt.job), SQLiteValue(attempt.copy), SQLiteValue(Self.boundOfInterruptions)])
    return try statement.next()
  }

  private func close(_ attempt: OpenAttempt, _ outcome: String, sent: Int?, now: Int64) throws(PosError) {
    try run(
      "UPDATE attempts SET ended_at = ?, outcome = ?, sent = ? WHERE job = ? AND copy = ? AND attempt = ?",
      [
        .integer(now), .text(outcome), SQLiteValue(sent.map(Int64.init)), .text(attempt.job),
        SQLiteValue(attempt.copy), SQLiteValue(attempt.attempt),
      ])
  }

  package func hasOpenAttempt(_ id: String) throws(PosError) -> Bool { try openAttempt(of: id) != nil }
}
