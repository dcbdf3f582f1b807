import PosModel

/// The state of a copy, and what it makes of the job.
extension SQLiteDatabase {
  /// Notes why a job waits or goes on; nil, and nothing happens, when no copy of it waits, or when it has left the printer
  /// that says so.
  package func mark(
    _ id: String, _ state: PrintJobState, reason: DeviceReason?, at printer: String? = nil
  ) throws(PosError) -> PrintJob? {
    let statement = try SQLiteStatement(
      self,
      """
      SELECT copies.copy FROM copies JOIN jobs ON id = job WHERE job = ?1 AND ended_at IS NULL
        AND (?2 = '' OR jobs.printer = ?2)
        AND copies.state IN ('queued', 'printing', 'blocked')
      ORDER BY copies.state = 'printing' DESC, copies.copy LIMIT 1
      """, [.text(id), .text(printer ?? "")])
    guard try statement.next() else { return nil }
    try setCopy(Int(statement.integer(0)), of: id, state, reason)
    return try summarise(id, now: 0)
  }

  func setCopy(_ copy: Int, of id: String, _ state: PrintJobState, _ reason: DeviceReason?) throws(PosError) {
    try run(
      """
      UPDATE copies SET state = ?, reason_code = ?, reason_message = ?, reason_remedy = ?, reason_upos = ?
      WHERE job = ? AND copy = ?
      """,
      [
        .text(state.rawValue), SQLiteValue(reason?.code), SQLiteValue(reason?.message), SQLiteValue(reason?.remedy),
        SQLiteValue(reason.map { Int64($0.upos) }), .text(id), SQLiteValue(copy),
      ])
  }

  /// Makes the job say what its copies are: the copy in hand, else the uncertain ones, else the end.
  @discardableResult
  func summarise(_ id: String, now: Int64) throws(PosError) -> PrintJob {
    let copies = try copies(of: id)
    let current = copies.first { $0.copy.state.isPending }
    let uncertain = copies.first { $0.copy.state == .uncertain }
    let shown = current ?? uncertain ?? copies.last
    let state = current?.copy.state ?? (uncertain == nil ? Self.end(of: copies.map(\.copy)) : .uncertain)
    let printed = copies.filter { $0.copy.state == .printed }.map(\.copy.evidence)
    let evidence = printed.dropFirst().reduce(printed.first ?? .none) { $0.weaker($1) }
    try run(
      """
      UPDATE jobs SET state = ?, evidence = ?, copy = ?, attempt = ?, attention = ?, reason_code = ?,
        reason_message = ?, reason_remedy = ?, reason_upos = ?, ended_at = ?
      WHERE id = ?
      """,
      [
        .text(state.rawValue), .text(evidence.rawValue), SQLiteValue(shown?.copy.copy ?? 1),
        SQLiteValue(shown?.copy.attempt ?? 0), SQLiteValue(uncertain != nil), SQLiteValue(shown?.reason?.code),
        SQLiteValue(shown?.reason?.message), SQLiteValue(shown?.reason?.remedy),
        SQLiteValue(shown?.reason.map { Int64($0.upos) }), state.isEnded ? .integer(now) : .null, .text(id),
      ])
    return try job(id)
  }

  /// Of copies that all are at their end: what has not been printed says it.
  private static func end(of copies: [PrintCopy]) -> PrintJobState {
    copies.first { $0.state != .printed }?.state ?? .printed
  }
}

extension PrintJobState {
  /// Whether it waits for a printer or is at one.
  var isPending: Bool { self == .queued || self == .printing || self == .blocked }
}
