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
    """,
    // Copies and contents get tables of their own: a change of state writes no content again.
    """
    ALTER TABLE jobs ADD COLUMN scope TEXT NOT NULL DEFAULT '';
    ALTER TABLE jobs ADD COLUMN digest INTEGER;
    ALTER TABLE jobs ADD COLUMN content_size INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN lane INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE jobs ADD COLUMN attention INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN tear_pause INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN title TEXT;
    ALTER TABLE jobs ADD COLUMN station TEXT;
    ALTER TABLE jobs ADD COLUMN day TEXT;
    ALTER TABLE jobs ADD COLUMN number INTEGER;
    ALTER TABLE jobs ADD COLUMN origin_printer TEXT;
    ALTER TABLE jobs ADD COLUMN origin_label TEXT;
    ALTER TABLE jobs ADD COLUMN slip TEXT;
    CREATE TABLE contents (
      seq INTEGER PRIMARY KEY REFERENCES jobs (seq) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      content BLOB NOT NULL
    ) STRICT;
    INSERT INTO contents (seq, kind, content) SELECT seq, kind, content FROM jobs;
    CREATE TABLE copies (
      job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
      copy INTEGER NOT NULL,
      name TEXT,
      state TEXT NOT NULL,
      evidence TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      interruptions INTEGER NOT NULL DEFAULT 0,
      suspect_since INTEGER,
      reprint INTEGER NOT NULL DEFAULT 0,
      reason_code TEXT, reason_message TEXT, reason_remedy TEXT, reason_upos INTEGER,
      PRIMARY KEY (job, copy)
    ) STRICT, WITHOUT ROWID;
    WITH RECURSIVE each (id, n, total) AS (
      SELECT id, 1, copies FROM jobs UNION ALL SELECT id, n + 1, total FROM each WHERE n < total
    )
    INSERT INTO copies (job, copy, state, evidence, attempt, reason_code, reason_message, reason_remedy, reason_upos)
    SELECT each.id, n,
      CASE WHEN n < copy THEN 'printed' WHEN n = copy OR ended_at IS NOT NULL THEN state ELSE 'queued' END,
      CASE WHEN n < copy OR state = 'printed' THEN evidence ELSE 'none' END,
      CASE WHEN n < copy THEN 1 WHEN n = copy THEN attempt ELSE 0 END,
      CASE WHEN n = copy THEN reason_code END, CASE WHEN n = copy THEN reason_message END,
      CASE WHEN n = copy THEN reason_remedy END, CASE WHEN n = copy THEN reason_upos END
    FROM each JOIN jobs ON jobs.id = each.id;
    UPDATE copies SET suspect_since = (SELECT min(armed_at) FROM attempts
        WHERE attempts.job = copies.job AND attempts.copy = copies.copy AND outcome = 'interrupted');
    UPDATE jobs SET scope = printer, content_size = length(content), content = x'', attention = (state = 'uncertain');
    ALTER TABLE attempts ADD COLUMN printer TEXT;
    ALTER TABLE attempts ADD COLUMN longest INTEGER;
    UPDATE attempts SET printer = (SELECT printer FROM jobs WHERE id = job);
    CREATE TABLE printers (
      printer TEXT PRIMARY KEY,
      stale_longest INTEGER NOT NULL,
      stale_since INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE numbers (
      station TEXT NOT NULL,
      day TEXT NOT NULL,
      last INTEGER NOT NULL,
      PRIMARY KEY (station, day)
    ) STRICT, WITHOUT ROWID;
    DROP INDEX jobs_key;
    DROP INDEX jobs_open;
    CREATE UNIQUE INDEX jobs_key ON jobs (scope, key) WHERE key IS NOT NULL;
    CREATE INDEX jobs_open ON jobs (printer, seq) WHERE ended_at IS NULL;
    CREATE INDEX jobs_attention ON jobs (seq) WHERE attention = 1;
    CREATE INDEX jobs_owed ON jobs (printer, seq) WHERE state = 'expired' AND slip IS NULL;
    CREATE INDEX jobs_ended ON jobs (ended_at) WHERE ended_at IS NOT NULL;
    CREATE INDEX attempts_open ON attempts (job) WHERE outcome IS NULL;
    """,
    // What was sent whole without a proof is stale memory too, of a milder kind.
    """
    ALTER TABLE printers ADD COLUMN unproven INTEGER NOT NULL DEFAULT 0;
    """,
  ]

  static var version: Int { steps.count }

  /// Sets the connection up and brings the file to this version. Throws `unsupported` for a file of a newer posd.
  static func prepare(_ database: borrowing SQLiteDatabase) throws(PosError) {
    // FULL: a commit has returned only when it is on the disk; the cache is 256 KiB. A log that is written over from its
    // start needs no new blocks, so its syncs are shorter: it keeps its length.
    try database.execute(
      """
      PRAGMA busy_timeout = 2000; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -256;
      PRAGMA journal_size_limit = 4194304;
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
    // A file of the first version cannot shrink before it was written anew, once.
    if try number("auto_vacuum", of: database) == 0 {
      try database.execute("PRAGMA auto_vacuum = INCREMENTAL; VACUUM;")
    }
  }

  private static func version(of database: borrowing SQLiteDatabase) throws(PosError) -> Int {
    try number("user_version", of: database)
  }

  private static func number(_ pragma: String, of database: borrowing SQLiteDatabase) throws(PosError) -> Int {
    let statement = try SQLiteStatement(database, "PRAGMA \(pragma)")
    return try statement.next() ? Int(statement.integer(0)) : 0
  }
}
