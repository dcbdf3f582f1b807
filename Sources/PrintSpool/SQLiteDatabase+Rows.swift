import PosModel

/// Jobs as rows.
extension SQLiteDatabase {
  private static let columns = """
    id, key, label, state, evidence, attempt, copy, copies, reason_code, reason_message, reason_remedy, reason_upos, \
    accepted_at, ended_at
    """

  func job(_ id: String) throws(PosError) -> PrintJob {
    guard let job = try job(where: "id = ?", [.text(id)]) else { throw Self.noSuchJob }
    return job
  }

  func job(where condition: String, _ values: [SQLiteValue]) throws(PosError) -> PrintJob? {
    try jobs(where: condition, values).first
  }

  func jobs(where condition: String, _ values: [SQLiteValue]) throws(PosError) -> [PrintJob] {
    let statement = try SQLiteStatement(self, "SELECT \(Self.columns) FROM jobs WHERE \(condition)", values)
    var jobs: [PrintJob] = []
    while try statement.next() { jobs.append(Self.job(statement)) }
    return jobs
  }

  func list(printer: String?, state: PrintJobState?, since: String?, limit: Int) throws(PosError) -> [PrintJob] {
    try jobs(
      where: """
        (?1 IS NULL OR printer = ?1 OR label = ?1) AND (?2 IS NULL OR state = ?2) AND (?3 IS NULL OR id >= ?3)
        ORDER BY seq DESC LIMIT ?4
        """,
      [SQLiteValue(printer), SQLiteValue(state?.rawValue), SQLiteValue(since), .integer(Int64(limit))])
  }

  func pending() throws(PosError) -> [PendingJob] {
    let statement = try SQLiteStatement(
      self,
      "SELECT id, printer, state, expires_at FROM jobs WHERE ended_at IS NULL AND state <> 'uncertain' ORDER BY seq")
    var jobs: [PendingJob] = []
    while try statement.next() {
      jobs.append(
        PendingJob(
          id: statement.text(0) ?? "", printer: statement.text(1) ?? "",
          state: statement.text(2).flatMap(PrintJobState.init) ?? .failed, expiresAt: statement.optionalInteger(3)))
    }
    return jobs
  }

  /// The printer (a device id) and the client's user id.
  func origin(of id: String) throws(PosError) -> (printer: String, owner: UInt32?) {
    let statement = try SQLiteStatement(self, "SELECT printer, owner FROM jobs WHERE id = ?", [.text(id)])
    guard try statement.next() else { throw Self.noSuchJob }
    return (statement.text(0) ?? "", statement.optionalInteger(1).map { UInt32(truncatingIfNeeded: $0) })
  }

  private static let noSuchJob = PosError(
    .illegal, "there is no such job", remedy: "jobs.list shows the jobs that are still known")

  func content(of id: String) throws(PosError) -> NewJob.Content {
    let statement = try SQLiteStatement(self, "SELECT kind, content FROM jobs WHERE id = ?", [.text(id)])
    guard try statement.next() else { return .raw([]) }
    let bytes = statement.blob(1)
    return statement.text(0) == "text" ? .text(String(decoding: bytes, as: UTF8.self)) : .raw(bytes)
  }

  private static func job(_ row: borrowing SQLiteStatement) -> PrintJob {
    var reason: DeviceReason?
    if let code = row.text(8) {
      reason = DeviceReason(
        code: code, message: row.text(9) ?? "", remedy: row.text(10), upos: Int(row.integer(11)))
    }
    return PrintJob(
      job: row.text(0) ?? "", key: row.text(1), printer: row.text(2) ?? "",
      state: row.text(3).flatMap(PrintJobState.init) ?? .failed,
      evidence: row.text(4).flatMap(PrintEvidence.init) ?? .none, attempt: Int(row.integer(5)),
      copy: Int(row.integer(6)), copies: Int(row.integer(7)), reason: reason,
      acceptedAt: Timestamp(milliseconds: row.integer(12)).text,
      endedAt: row.optionalInteger(13).map { Timestamp(milliseconds: $0).text })
  }
}
