import PosModel

/// How a job is given up, and how somebody resolves what is left; each call needs a transaction around it.
extension SQLiteDatabase {
  /// Ends a job that has no bytes under way: `expired`, `cancelled` or `failed`. Throws `illegal` when it has ended,
  /// `busy` while it is being printed.
  package func end(
    _ id: String, _ state: PrintJobState, reason: DeviceReason?, now: Int64
  ) throws(PosError) -> PrintJob {
    let found = try job(id)
    guard found.endedAt == nil else {
      throw PosError(.illegal, "the job \(found.job) has ended: it is \(found.state.rawValue)")
    }
    guard try !hasOpenAttempt(id) else {
      throw PosError(.busy, "the job \(found.job) is being printed", remedy: "try again")
    }
    var reason = reason
    if reason == nil { reason = try partReason(id) }
    for copy in try copies(of: id).map(\.copy) where copy.state != .printed {
      try setCopy(copy.copy, of: id, state, reason)
    }
    try summarise(id, now: now)
    if state != .cancelled { try setAttention(true, of: id) }
    return try job(id)
  }

  /// What the end of a job leaves open that was tried before.
  private func partReason(_ id: String) throws(PosError) -> DeviceReason? {
    let statement = try SQLiteStatement(
      self, "SELECT 1 FROM copies WHERE job = ? AND state <> 'printed' AND suspect_since IS NOT NULL", [.text(id)])
    guard try statement.next() else { return nil }
    return DeviceReason(PosError(.failure, "an attempt broke off before: part of it may be on paper"))
  }

  private func setAttention(_ attention: Bool, of id: String) throws(PosError) {
    try run("UPDATE jobs SET attention = ? WHERE id = ?", [SQLiteValue(attention), .text(id)])
  }

  /// Somebody has looked at a job: at its uncertain copies, or at what expired, failed or is to be printed once more.
  ///
  /// `copy` is one copy, nil stands for all that it can be about. Throws `illegal` for a job that waits or is cancelled,
  /// and for a reprint whose content is not kept any more.
  package func resolve(
    _ id: String, _ verdict: JobVerdict, copy: Int? = nil, now: Int64
  ) throws(PosError) -> PrintJob {
    let found = try job(id)
    let all = try copies(of: id).map(\.copy).filter { copy == nil || $0.copy == copy }
    let uncertain = all.filter { $0.state == .uncertain }
    if !uncertain.isEmpty {
      for one in uncertain { try resolve(one.copy, of: id, verdict) }
      return try summarise(id, now: now)
    }
    switch found.state {
    case .expired, .failed:
      if verdict == .reprint { return try reprint(found, all, now: now) }
      try setAttention(false, of: id)
      return try job(id)
    case .printed where verdict == .reprint:
      return try reprint(found, all, now: now)
    default:
      throw PosError(
        .illegal, "the job \(found.job) is \(found.state.rawValue): there is nothing to be resolved",
        remedy: "jobs.list with attention shows the jobs that somebody has to look at")
    }
  }

  private func resolve(_ copy: Int, of id: String, _ verdict: JobVerdict) throws(PosError) {
    switch verdict {
    case .printed: try setCopy(copy, of: id, .printed, nil)
    case .dismiss: try setCopy(copy, of: id, .cancelled, nil)
    case .reprint: try queueAgain(copy, of: id)
    }
  }

  private func queueAgain(_ copy: Int, of id: String) throws(PosError) {
    try setCopy(copy, of: id, .queued, nil)
    // Clean is what never left: its first print on somebody's word is no reprint.
    try run(
      """
      UPDATE copies SET interruptions = 0, reprint = (suspect_since IS NOT NULL OR attempt > 0), evidence = 'none'
      WHERE job = ? AND copy = ?
      """, [.text(id), SQLiteValue(copy)])
  }

  private func reprint(_ job: PrintJob, _ copies: [PrintCopy], now: Int64) throws(PosError) -> PrintJob {
    let statement = try SQLiteStatement(
      self, "SELECT 1 FROM contents JOIN jobs ON jobs.seq = contents.seq WHERE id = ?", [.text(job.job)])
    guard try statement.next() else {
      throw PosError(
        .illegal, "the content of the job \(job.job) is not kept any more", remedy: "print it anew with a new key")
    }
    let wanted = copies.filter { $0.state == job.state }
    guard !wanted.isEmpty else {
      throw PosError(.illegal, "the job \(job.job) has no such copy that is \(job.state.rawValue)")
    }
    for copy in wanted { try queueAgain(copy.copy, of: job.job) }
    try run("UPDATE jobs SET expires_at = NULL WHERE id = ?", [.text(job.job)])
    return try summarise(job.job, now: now)
  }

  /// Moves waiting jobs to another printer; those that cannot go are left out of the answer.
  ///
  /// A job of which something may be on paper goes only `marked`: it is printed there as a possible duplicate.
  package func move(
    _ ids: [String], to printer: String, label: String, marked: Bool, now: Int64
  ) throws(PosError) -> [PrintJob] {
    var moved: [PrintJob] = []
    for id in ids {
      let found = try job(id)
      guard found.endedAt == nil, try !hasOpenAttempt(id) else { continue }
      let suspect = try SQLiteStatement(
        self, "SELECT 1 FROM copies WHERE job = ? AND state <> 'printed' AND suspect_since IS NOT NULL", [.text(id)])
      if try suspect.next(), !marked { continue }
      for copy in try copies(of: id).map(\.copy) where copy.state == .blocked || copy.state == .uncertain {
        try setCopy(copy.copy, of: id, .queued, nil)
      }
      try run(
        """
        UPDATE jobs SET printer = ?1, label = ?2,
          origin_printer = CASE origin_printer WHEN ?1 THEN NULL ELSE coalesce(origin_printer, printer) END,
          origin_label = CASE origin_printer WHEN ?1 THEN NULL ELSE coalesce(origin_label, label) END
        WHERE id = ?3 AND printer <> ?1
        """, [.text(printer), .text(label), .text(id)])
      moved.append(try summarise(id, now: now))
    }
    return moved
  }
}
