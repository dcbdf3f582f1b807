import PosModel

/// The slip that tells the kitchen what was not printed in time; each call needs a transaction around it.
extension SQLiteDatabase {
  /// The most jobs that one slip lists.
  static let slipLimit = 100

  /// The printers that owe a slip.
  package func slipDebtors() throws(PosError) -> [String] {
    let statement = try SQLiteStatement(self, "SELECT DISTINCT printer FROM jobs WHERE \(Self.isOwed)")
    var printers: [String] = []
    while try statement.next() { if let printer = statement.text(0) { printers.append(printer) } }
    return printers
  }

  private static let isOwed =
    "state = 'expired' AND slip IS NULL AND attention = 1 AND (policy = 'atLeastOnce' OR station IS NOT NULL)"
  private static let owed = "printer = ? AND " + isOwed

  /// Accepts the slip for the jobs of a printer that expired and were told by none; nil when there are none.
  ///
  /// It is a job without a time to live. `compose` gives its content of the jobs, and of how many there are beyond them.
  package func makeSlip(
    printer: String, label: String, now: Int64, _ compose: ([ExpiredJob], Int) -> NewJob.Content
  ) throws(PosError) -> PrintJob? {
    let expired = try expired(printer)
    guard !expired.isEmpty else { return nil }
    let content = compose(Array(expired.prefix(Self.slipLimit)), max(0, expired.count - Self.slipLimit))
    let slip = try accept(
      NewJob(
        printer: printer, label: label, content: content, policy: .atLeastOnce, lane: .rush, title: "expired jobs"),
      now: now)
    try run("UPDATE jobs SET slip = ? WHERE \(Self.owed)", [.text(slip.job), .text(printer)])
    return slip
  }

  private func expired(_ printer: String) throws(PosError) -> [ExpiredJob] {
    let statement = try SQLiteStatement(
      self, "SELECT id, key, title, number, station, accepted_at FROM jobs WHERE \(Self.owed) ORDER BY seq",
      [.text(printer)])
    var jobs: [ExpiredJob] = []
    while try statement.next() {
      jobs.append(
        ExpiredJob(
          id: statement.text(0) ?? "", key: statement.text(1), title: statement.text(2),
          number: statement.optionalInteger(3).map { Int(clamping: $0) }, station: statement.text(4),
          acceptedAt: statement.integer(5)))
    }
    return jobs
  }
}
