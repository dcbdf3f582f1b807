import PosModel

/// The life of a job as statements; each needs a transaction around it.
extension SQLiteDatabase {
  func accept(_ new: NewJob, now: Int64) throws(PosError) -> PrintJob {
    if let key = new.key, var known = try job(where: "printer = ? AND key = ?", [.text(new.printer), .text(key)]) {
      known.duplicate = true
      return known
    }
    let id = ULID.make(milliseconds: now)
    let (kind, content): (String, [UInt8]) =
      switch new.content {
      case .text(let text): ("text", Array(text.utf8))
      case .raw(let bytes): ("raw", bytes)
      }
    try SQLiteStatement(
      self,
      """
      INSERT INTO jobs (id, key, printer, label, kind, content, policy, copies, copy, expires_at, opens_drawer, owner,
        state, evidence, attempt, accepted_at)
      VALUES (?, ?, ?, ?, ?, ?, 'atMostOnce', ?, 1, ?, ?, ?, 'queued', 'none', 0, ?)
      """,
      [
        .text(id), SQLiteValue(new.key), .text(new.printer), .text(new.label), .text(kind), .blob(content),
        .integer(Int64(new.copies)), SQLiteValue(new.timeToLive.map { now.addingSaturated($0) }),
        .integer(new.opensDrawer ? 1 : 0), SQLiteValue(new.owner.map(Int64.init)), .integer(now),
      ]
    ).run()
    return try job(id)
  }

  func arm(_ id: String, now: Int64) throws(PosError) -> ArmedJob? {
    try SQLiteStatement(
      self,
      """
      UPDATE jobs SET state = 'printing', attempt = attempt + 1, reason_code = NULL, reason_message = NULL,
        reason_remedy = NULL, reason_upos = NULL
      WHERE id = ? AND state IN ('queued', 'blocked') AND NOT EXISTS (SELECT 1 FROM attempts
        WHERE job = id AND attempts.copy = jobs.copy AND attempts.attempt = jobs.attempt AND outcome IS NULL)
      """, [.text(id)]
    ).run()
    guard changes == 1 else { return nil }
    try SQLiteStatement(
      self, "INSERT INTO attempts (job, copy, attempt, armed_at) SELECT id, copy, attempt, ? FROM jobs WHERE id = ?",
      [.integer(now), .text(id)]
    ).run()
    return ArmedJob(job: try job(id), content: try content(of: id))
  }

  func finish(_ id: String, _ outcome: PrintOutcome, now: Int64) throws(PosError) -> PrintJob? {
    guard let job = try job(where: "id = ? AND state IN ('printing', 'blocked')", [.text(id)]), job.attempt > 0 else {
      return nil
    }
    switch outcome {
    case .completed(let evidence):
      try closeAttempt(job, "completed", sent: nil, now: now)
      let weakest = job.copy == 1 ? evidence : job.evidence.weaker(evidence)
      let isLast = job.copy >= job.copies
      try SQLiteStatement(
        self,
        """
        UPDATE jobs SET state = ?, evidence = ?, copy = ?, attempt = ?, ended_at = ?, reason_code = NULL,
          reason_message = NULL, reason_remedy = NULL, reason_upos = NULL
        WHERE id = ?
        """,
        [
          .text(isLast ? "printed" : "queued"), .text(weakest.rawValue),
          .integer(Int64(isLast ? job.copy : job.copy + 1)),
          .integer(Int64(isLast ? job.attempt : 0)), isLast ? .integer(now) : .null, .text(id),
        ]
      ).run()
    case .notStarted(let error):
      // Nothing had left: the next attempt is not a second one.
      try SQLiteStatement(
        self, "DELETE FROM attempts WHERE job = ? AND copy = ? AND attempt = ?",
        [.text(id), .integer(Int64(job.copy)), .integer(Int64(job.attempt))]
      ).run()
      try SQLiteStatement(self, "UPDATE jobs SET attempt = attempt - 1 WHERE id = ?", [.text(id)]).run()
      return try mark(id, .blocked, reason: DeviceReason(error))
    case .interrupted(let error, let sent):
      try closeAttempt(job, "interrupted", sent: sent, now: now)
      return try mark(id, .uncertain, reason: DeviceReason(error))
    }
    return try self.job(id)
  }

  private func closeAttempt(_ job: PrintJob, _ outcome: String, sent: Int?, now: Int64) throws(PosError) {
    try SQLiteStatement(
      self, "UPDATE attempts SET ended_at = ?, outcome = ?, sent = ? WHERE job = ? AND copy = ? AND attempt = ?",
      [
        .integer(now), .text(outcome), SQLiteValue(sent.map(Int64.init)), .text(job.job), .integer(Int64(job.copy)),
        .integer(Int64(job.attempt)),
      ]
    ).run()
  }

  func mark(_ id: String, _ state: PrintJobState, reason: DeviceReason?) throws(PosError) -> PrintJob? {
    try SQLiteStatement(
      self,
      """
      UPDATE jobs SET state = ?, reason_code = ?, reason_message = ?, reason_remedy = ?, reason_upos = ?
      WHERE id = ? AND ended_at IS NULL
      """,
      [
        .text(state.rawValue), SQLiteValue(reason?.code), SQLiteValue(reason?.message), SQLiteValue(reason?.remedy),
        SQLiteValue(reason.map { Int64($0.upos) }), .text(id),
      ]
    ).run()
    return changes == 1 ? try job(id) : nil
  }

  func end(_ id: String, _ state: PrintJobState, reason: DeviceReason?, now: Int64) throws(PosError) -> PrintJob {
    let found = try job(id)
    guard found.endedAt == nil else {
      throw PosError(.illegal, "the job \(found.job) has ended: it is \(found.state.rawValue)")
    }
    guard try !hasOpenAttempt(id) else {
      throw PosError(.busy, "the job \(found.job) is being printed", remedy: "try again")
    }
    _ = try mark(id, state, reason: reason)
    try SQLiteStatement(self, "UPDATE jobs SET ended_at = ? WHERE id = ?", [.integer(now), .text(id)]).run()
    return try job(id)
  }

  private func hasOpenAttempt(_ id: String) throws(PosError) -> Bool {
    let statement = try SQLiteStatement(
      self,
      """
      SELECT 1 FROM attempts JOIN jobs ON job = id AND attempts.copy = jobs.copy AND attempts.attempt = jobs.attempt
      WHERE id = ? AND outcome IS NULL
      """, [.text(id)])
    return try statement.next()
  }

  func resolve(_ id: String, reprint: Bool, now: Int64) throws(PosError) -> PrintJob {
    let found = try job(id)
    guard found.state == .uncertain else {
      throw PosError(
        .illegal, "the job \(found.job) is \(found.state.rawValue): only an uncertain one needs to be resolved")
    }
    if reprint { return try mark(id, .queued, reason: nil) ?? found }
    // A person says that this copy is on paper; further copies are still wanted.
    guard found.copy >= found.copies else {
      try SQLiteStatement(self, "UPDATE jobs SET copy = copy + 1, attempt = 0 WHERE id = ?", [.text(id)]).run()
      return try mark(id, .queued, reason: nil) ?? found
    }
    return try end(id, .printed, reason: nil, now: now)
  }

  func recover(now: Int64) throws(PosError) -> [PrintJob] {
    let reason = DeviceReason(
      PosError(
        .failure, "posd ended while this job was being printed",
        remedy: "look at the paper, then say jobs.resolve with printed or reprint"))
    var uncertain: [PrintJob] = []
    let open = try jobs(
      where: """
        ended_at IS NULL AND state IN ('printing', 'blocked') AND EXISTS (SELECT 1 FROM attempts
          WHERE job = id AND attempts.copy = jobs.copy AND attempts.attempt = jobs.attempt AND outcome IS NULL)
        """, [])
    for job in open {
      try closeAttempt(job, "lost", sent: nil, now: now)
      if let job = try mark(job.job, .uncertain, reason: reason) { uncertain.append(job) }
    }
    return uncertain
  }

  func keep(last count: Int) throws(PosError) -> Int {
    try SQLiteStatement(
      self,
      """
      DELETE FROM jobs WHERE ended_at IS NOT NULL AND seq <= (SELECT seq FROM jobs WHERE ended_at IS NOT NULL
        ORDER BY seq DESC LIMIT 1 OFFSET ?)
      """, [.integer(Int64(count))]
    ).run()
    return changes
  }
}

extension PrintEvidence {
  private var strength: Int {
    switch self {
    case .none: 0
    case .transmitted: 1
    case .processed: 2
    case .confirmed: 3
    }
  }

  /// All copies are known as well as the one that is known least.
  fileprivate func weaker(_ other: PrintEvidence) -> PrintEvidence {
    strength <= other.strength ? self : other
  }
}

extension Int64 {
  fileprivate func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
