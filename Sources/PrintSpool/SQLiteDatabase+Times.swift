import PosModel

/// The times in the file when the clock on the wall is set; each change needs a transaction around it.
extension SQLiteDatabase {
  /// The latest moment at which a job was accepted or ended, in milliseconds since 1970; nil without jobs.
  package func newestTime() throws(PosError) -> Int64? {
    let statement = try SQLiteStatement(
      self,
      """
      SELECT max(coalesce((SELECT accepted_at FROM jobs ORDER BY seq DESC LIMIT 1), 0),
        coalesce((SELECT max(ended_at) FROM jobs WHERE ended_at IS NOT NULL), 0))
      """)
    guard try statement.next(), statement.integer(0) > 0 else { return nil }
    return statement.integer(0)
  }

  /// The place of the newest job in the file; 0 without jobs.
  package func lastSequence() throws(PosError) -> Int64 {
    let statement = try SQLiteStatement(self, "SELECT max(seq) FROM jobs")
    return try statement.next() ? statement.integer(0) : 0
  }

  /// The clock on the wall was set, and shows `milliseconds` more: what jobs have left to wait stays as it was.
  ///
  /// Jobs after the place `sequence` were accepted, and those that ended from `since` on have ended, by the clock as it was: their
  /// times move with it, up to `now`, the new time.
  package func shiftTimes(
    by milliseconds: Int64, after sequence: Int64, since: Int64, now: Int64
  ) throws(PosError) {
    let step = SQLiteValue.integer(min(max(milliseconds, -Self.largestStep), Self.largestStep))
    let bounds = [step, .integer(sequence), .integer(since), .integer(now)]
    try run(
      "UPDATE jobs SET expires_at = expires_at + ?1 WHERE ended_at IS NULL AND abs(expires_at) < 4000000000000000000",
      [step])
    try run("UPDATE jobs SET accepted_at = min(accepted_at + ?1, ?3) WHERE seq > ?2", [step, bounds[1], bounds[3]])
    try run(
      "UPDATE jobs SET ended_at = min(ended_at + ?1, ?4) WHERE ended_at IS NOT NULL AND (seq > ?2 OR ended_at >= ?3)",
      bounds)
    try run("UPDATE copies SET suspect_since = min(suspect_since + ?1, ?4) WHERE suspect_since >= ?3", bounds)
    try run("UPDATE attempts SET armed_at = min(armed_at + ?1, ?4) WHERE armed_at >= ?3", bounds)
    try run("UPDATE printers SET stale_since = min(stale_since + ?1, ?4)", bounds)
  }

  /// The clock on the wall was set back before this run, behind `newest`: what waits has left what it had then, or where that is
  /// nothing, its whole time.
  package func countFromNow(_ now: Int64, newest: Int64) throws(PosError) {
    try run(
      """
      UPDATE jobs SET expires_at = ?1 + CASE WHEN expires_at > ?2 THEN expires_at - ?2
        WHEN expires_at >= accepted_at THEN expires_at - accepted_at
        -- An earlier start in the same wrong time has counted it already.
        ELSE max(expires_at - ?1, 0) END
      WHERE ended_at IS NULL AND expires_at IS NOT NULL AND abs(expires_at) < 4000000000000000000
      """, [.integer(now), .integer(newest)])
  }

  /// 300 years.
  private static let largestStep: Int64 = 9_500_000_000_000
}
