import PosModel

/// Jobs as rows.
extension SQLiteDatabase {
  private static let columns = """
    id, key, label, state, evidence, attempt, copy, copies, reason_code, reason_message, reason_remedy, reason_upos, \
    accepted_at, ended_at, policy, lane, attention, title, station, number, expires_at
    """

  /// Throws `illegal` when there is no such job.
  package func job(_ id: String) throws(PosError) -> PrintJob {
    guard let job = try job(where: "id = ?", [.text(id)]) else { throw Self.noSuchJob }
    return job
  }

  package func knows(_ id: String) throws(PosError) -> Bool { try job(where: "id = ?", [.text(id)]) != nil }

  func job(where condition: String, _ values: [SQLiteValue]) throws(PosError) -> PrintJob? {
    try jobs(where: condition, values).first
  }

  func jobs(where condition: String, _ values: [SQLiteValue]) throws(PosError) -> [PrintJob] {
    var jobs: [PrintJob] = []
    do {
      let statement = try SQLiteStatement(self, "SELECT \(Self.columns) FROM jobs WHERE \(condition)", values)
      while try statement.next() { jobs.append(Self.job(statement)) }
    }
    for index in jobs.indices where jobs[index].copies > 1 {
      jobs[index].children = try copies(of: jobs[index].job).map(\.copy)
    }
    return jobs
  }

  /// Each copy and why it is as it is.
  func copies(of id: String) throws(PosError) -> [(copy: PrintCopy, reason: DeviceReason?)] {
    let statement = try SQLiteStatement(
      self,
      """
      SELECT copy, name, state, evidence, attempt, reason_code, reason_message, reason_remedy, reason_upos
      FROM copies WHERE job = ? ORDER BY copy
      """, [.text(id)])
    var copies: [(copy: PrintCopy, reason: DeviceReason?)] = []
    while try statement.next() {
      let copy = PrintCopy(
        copy: Int(clamping: statement.integer(0)), name: statement.text(1), state: Self.state(statement, 2),
        evidence: statement.text(3).flatMap(PrintEvidence.init) ?? .none, attempt: Int(clamping: statement.integer(4)))
      copies.append((copy, Self.reason(statement, 5)))
    }
    return copies
  }

  /// The jobs that wait for paper, in the order of printing: what is in hand, the rush lane, the others.
  package func pending(_ printer: String? = nil) throws(PosError) -> [PendingJob] {
    let statement = try SQLiteStatement(
      self,
      """
      SELECT id, printer, lane, state, expires_at, \(Self.inHand) AS in_hand FROM jobs
      WHERE ended_at IS NULL AND state <> 'uncertain' AND (?1 IS NULL OR printer = ?1)
      ORDER BY in_hand DESC, lane, seq
      """, [SQLiteValue(printer)])
    var jobs: [PendingJob] = []
    while try statement.next() {
      jobs.append(
        PendingJob(
          id: statement.text(0) ?? "", printer: statement.text(1) ?? "", lane: Self.lane(statement, 2),
          state: Self.state(statement, 3), expiresAt: statement.optionalInteger(4),
          isInHand: statement.integer(5) != 0))
    }
    return jobs
  }

  /// A copy broke off and goes on by itself, or another copy is printed already.
  private static let inHand = """
    EXISTS (SELECT 1 FROM copies WHERE job = id AND reprint = 0 AND (copies.state = 'printed' OR \
    (interruptions > 0 AND copies.state IN ('queued', 'blocked', 'printing'))))
    """

  /// The printer (a device id) and the client's user id. Throws `illegal` when there is no such job.
  package func origin(of id: String) throws(PosError) -> (printer: String, owner: UInt32?) {
    let statement = try SQLiteStatement(self, "SELECT printer, owner FROM jobs WHERE id = ?", [.text(id)])
    guard try statement.next() else { throw Self.noSuchJob }
    return (statement.text(0) ?? "", statement.optionalInteger(1).map { UInt32(truncatingIfNeeded: $0) })
  }

  static let noSuchJob = PosError(
    .illegal, "there is no such job", remedy: "jobs.list shows the jobs that are still known")

  private static func job(_ row: borrowing SQLiteStatement) -> PrintJob {
    PrintJob(
      job: row.text(0) ?? "", key: row.text(1), printer: row.text(2) ?? "", station: row.text(18),
      number: row.optionalInteger(19).map { Int(clamping: $0) }, title: row.text(17),
      policy: row.text(14).flatMap(PrintPolicy.init) ?? .atMostOnce, priority: lane(row, 15), state: state(row, 3),
      evidence: row.text(4).flatMap(PrintEvidence.init) ?? .none, attempt: Int(clamping: row.integer(5)),
      copy: Int(clamping: row.integer(6)), copies: Int(clamping: row.integer(7)), reason: reason(row, 8),
      attention: row.integer(16) != 0, acceptedAt: time(row.integer(12)),
      expiresAt: row.optionalInteger(20).map(time), endedAt: row.optionalInteger(13).map(time))
  }

  /// Years of more than four digits are none to RFC 3339.
  static func time(_ milliseconds: Int64) -> String {
    Timestamp(milliseconds: min(max(milliseconds, 0), 253_402_300_799_999)).text
  }

  private static func state(_ row: borrowing SQLiteStatement, _ column: Int32) -> PrintJobState {
    row.text(column).flatMap(PrintJobState.init) ?? .failed
  }

  private static func lane(_ row: borrowing SQLiteStatement, _ column: Int32) -> PrintLane {
    row.integer(column) == PrintLane.rush.order ? .rush : .normal
  }

  private static func reason(_ row: borrowing SQLiteStatement, _ column: Int32) -> DeviceReason? {
    row.text(column).map {
      DeviceReason(
        code: $0, message: row.text(column + 1) ?? "", remedy: row.text(column + 2),
        upos: Int(clamping: row.integer(column + 3)))
    }
  }
}
