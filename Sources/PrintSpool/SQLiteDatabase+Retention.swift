import PosModel

/// How long jobs are kept after their end.
package struct JobRetention: Hashable, Sendable {
  /// Ended jobs beyond this many go, the oldest first; their keys are then unknown. So do uncertain ones.
  package var count = 10_000
  /// Jobs that ended before so many days go, but for those that somebody has to look at.
  package var days = 30
  /// The content of ended jobs is there for a reprint this long, in milliseconds.
  package var contentTime: Int64 = 86_400_000
  /// All content of ended jobs together, in bytes.
  package var contentSize = 64 << 20

  package init() {}

  /// Nothing goes by its age: the clock may be wrong.
  package mutating func withoutAges() {
    days = 36_500
    contentTime = .max
  }
}

extension SQLiteDatabase {
  /// The most jobs that one call forgets, so that printing waits for it only shortly.
  private static let step = 200

  /// Forgets what has been kept long enough; needs a transaction. Answers how many jobs and contents went: more may be
  /// left when it is not zero.
  package func forget(_ retention: JobRetention, now: Int64) throws(PosError) -> Int {
    let oldest = max(0, now.addingSaturated(-Int64(clamping: min(retention.days, 36_500)) * 86_400_000))
    try run(
      """
      DELETE FROM jobs WHERE seq IN (
        SELECT seq FROM jobs WHERE ended_at IS NOT NULL AND seq <= (SELECT seq FROM jobs WHERE ended_at IS NOT NULL
          ORDER BY seq DESC LIMIT 1 OFFSET ?1)
        UNION SELECT seq FROM jobs WHERE ended_at < ?2 AND attention = 0
        UNION SELECT seq FROM jobs WHERE attention = 1 AND state = 'uncertain' AND seq <= (SELECT seq FROM jobs
          WHERE attention = 1 AND state = 'uncertain' ORDER BY seq DESC LIMIT 1 OFFSET ?1)
        LIMIT ?3)
      """, [SQLiteValue(retention.count), .integer(oldest), SQLiteValue(Self.step)])
    let jobs = changes
    try run(
      """
      DELETE FROM contents WHERE seq IN (
        SELECT seq FROM (
          SELECT seq, ended_at, sum(content_size) OVER (ORDER BY seq DESC) AS total FROM jobs
          WHERE ended_at IS NOT NULL AND content_size > 0)
        WHERE ended_at < ?1 OR total > ?2 LIMIT ?3)
      """,
      [
        .integer(now.addingSaturated(-retention.contentTime)), SQLiteValue(retention.contentSize),
        SQLiteValue(Self.step),
      ])
    let contents = changes
    if contents > 0 {
      try run(
        """
        UPDATE jobs SET content_size = 0 WHERE content_size > 0 AND ended_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM contents WHERE contents.seq = jobs.seq)
        """)
    }
    try run("DELETE FROM numbers WHERE day < ?", [.text(String(Timestamp(milliseconds: oldest).text.prefix(10)))])
    return jobs + contents
  }

  /// Gives free pages back to the disk and cached ones to the heap, and writes the log into the file; outside a
  /// transaction.
  package func shrink() throws(PosError) {
    try execute("PRAGMA incremental_vacuum(256); PRAGMA wal_checkpoint(PASSIVE); PRAGMA shrink_memory;")
  }
}
