import PosModel

/// The tables of the job file, and the way from each older version to the next.
enum Schema {
  /// One entry brings the file from version n to n + 1; entries are never changed once released.
  private static let steps = [
    """
    CREATE TABLE jobs (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      key TEXT,
      printer TEXT NOT NULL,
      label TEXT NOT NULL,
      kind TEXT NOT NULL,
      content BLOB NOT NULL,
      policy TEXT NOT NULL,
      copies INTEGER NOT NULL,
      copy INTEGER NOT NULL,
      expires_at INTEGER,
      opens_drawer INTEGER NOT NULL,
      owner INTEGER,
      state TEXT NOT NULL,
      evidence TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      reason_code TEXT, reason_message TEXT, reason_remedy TEXT, reason_upos INTEGER,
      accepted_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX jobs_key ON jobs (printer, key) WHERE key IS NOT NULL;
    CREATE INDEX jobs_open ON jobs (state) WHERE ended_at IS NULL;
    CREATE TABLE attempts (
      job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
      copy INTEGER NOT NULL,
      attempt INTEGER NOT NULL,
      armed_at INTEGER NOT NULL,
      ended_at INTEGER,
      outcome TEXT,
      sent INTEGER,
      PRIMARY KEY (job, copy, attempt)
    ) STRICT, WITHOUT ROWID;
    """
  ]

  static var version: Int { steps.count }

  /// Sets the connection up and brings the file to this version. Throws `unsupported` for a file of a newer posd.
  static func prepare(_ database: borrowing SQLiteDatabase) throws(PosError) {
    // FULL: a commit has returned only when it is on the disk; the cache is 256 KiB.
    try database.execute(
      """
      PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
      PRAGMA cache_size = -256; PRAGMA journal_size_limit = 1048576;
      """)
    let found = try version(of: database)
    guard found <= version else {
      throw PosError(
        .unsupported, "the file of the print jobs was written by a newer posd (version \(found), known: \(version))",
        remedy: "start the newer posd again, or give this one another state directory")
    }
    for (step, sql) in steps.enumerated().dropFirst(found) {
      try database.transaction { () throws(PosError) in
        try database.execute(sql)
        try database.execute("PRAGMA user_version = \(step + 1)")
      }
    }
  }

  private static func version(of database: borrowing SQLiteDatabase) throws(PosError) -> Int {
    let statement = try SQLiteStatement(database, "PRAGMA user_version")
    return try statement.next() ? Int(statement.integer(0)) : 0
  }
}
