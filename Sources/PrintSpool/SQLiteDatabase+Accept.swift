import PosModel

/// How a job comes into the file; each call needs a transaction around it.
extension SQLiteDatabase {
  /// Takes a job in. A known key gives the job of then, with `duplicate`; `reason` says when its content was another.
  package func accept(_ new: NewJob, now: Int64) throws(PosError) -> PrintJob {
    let (kind, content) = new.content.stored
    let digest = contentDigest(kind, content)
    let scope = new.scope ?? new.station ?? new.printer
    if let key = new.key, let known = try known(key, in: scope, digest: digest) { return known }
    let id = ULID.make(milliseconds: now)
    var number = new.number
    if number == nil, let station = new.station, let day = new.day {
      number = try nextNumber(station: station, day: day)
    }
    try run(
      """
      INSERT INTO jobs (id, key, scope, printer, label, kind, content, content_size, digest, policy, lane, copies, copy,
        tear_pause, expires_at, opens_drawer, owner, title, station, day, number, state, evidence, attempt, accepted_at)
      VALUES (?, ?, ?, ?, ?, ?, x'', ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', 'none', 0, ?)
      """,
      [
        .text(id), SQLiteValue(new.key), .text(scope), .text(new.printer), .text(new.label), .text(kind),
        SQLiteValue(content.count), .integer(digest), .text(new.policy.rawValue), SQLiteValue(new.lane.order),
        SQLiteValue(max(1, new.copies)), SQLiteValue(new.tearPause),
        SQLiteValue(new.timeToLive.map { now.addingSaturated($0) }), SQLiteValue(new.opensDrawer),
        SQLiteValue(new.owner.map(Int64.init)), SQLiteValue(new.title), SQLiteValue(new.station),
        SQLiteValue(new.day), SQLiteValue(number.map(Int64.init)), .integer(now),
      ])
    try run(
      "INSERT INTO contents (seq, kind, content) VALUES (?, ?, ?)", [.integer(lastRow), .text(kind), .blob(content)])
    for copy in 1...max(1, new.copies) {
      let name = new.copyNames.indices.contains(copy - 1) ? new.copyNames[copy - 1] : nil
      try run(
        "INSERT INTO copies (job, copy, name, state, evidence, attempt) VALUES (?, ?, ?, 'queued', 'none', 0)",
        [.text(id), SQLiteValue(copy), SQLiteValue(name)])
    }
    return PrintJob(accepted: new, id, number: number, now: now)
  }

  /// Notes the first attempt of a job that this transaction has accepted; see ``arm(_:on:longest:now:)``.
  package func armFirst(
    _ accepted: PrintJob, on printer: String, longest: Int, now: Int64
  ) throws(PosError) -> PrintJob {
    let id = accepted.job
    try run("UPDATE copies SET state = 'printing', attempt = 1 WHERE job = ? AND copy = 1", [.text(id)])
    try run("UPDATE jobs SET state = 'printing', attempt = 1 WHERE id = ?", [.text(id)])
    try run(
      "INSERT INTO attempts (job, copy, attempt, armed_at, printer, longest) VALUES (?, 1, 1, ?, ?, ?)",
      [.text(id), .integer(now), .text(printer), SQLiteValue(longest)])
    var armed = accepted
    armed.state = .printing
    armed.attempt = 1
    armed.children?[0].state = .printing
    armed.children?[0].attempt = 1
    return armed
  }

  private func known(_ key: String, in scope: String, digest: Int64) throws(PosError) -> PrintJob? {
    guard var known = try job(where: "scope = ? AND key = ?", [.text(scope), .text(key)]) else { return nil }
    known.duplicate = true
    let statement = try SQLiteStatement(self, "SELECT digest FROM jobs WHERE id = ?", [.text(known.job)])
    if try statement.next(), let first = statement.optionalInteger(0), first != digest, known.reason == nil {
      known.reason = DeviceReason(
        PosError(
          .illegal, "the key was given before with other content, which counts",
          remedy: "give every order and every bill a key of its own"))
    }
    return known
  }

  /// The next number of a station on a day, from 1.
  package func nextNumber(station: String, day: String) throws(PosError) -> Int {
    let statement = try SQLiteStatement(
      self,
      """
      INSERT INTO numbers (station, day, last) VALUES (?, ?, 1)
      ON CONFLICT (station, day) DO UPDATE SET last = last + 1 RETURNING last
      """, [.text(station), .text(day)])
    var number = 1
    while try statement.next() { number = Int(statement.integer(0)) }
    return number
  }
}

extension PrintJob {
  /// As it would be read anew.
  fileprivate init(accepted new: NewJob, _ id: String, number: Int?, now: Int64) {
    let copies = max(1, new.copies)
    self.init(
      job: id, key: new.key, printer: new.label, station: new.station, number: number, title: new.title,
      policy: new.policy, priority: new.lane, state: .queued, evidence: .none, attempt: 0, copy: 1, copies: copies,
      reason: nil, acceptedAt: SQLiteDatabase.time(now),
      expiresAt: new.timeToLive.map { SQLiteDatabase.time(now.addingSaturated($0)) }, endedAt: nil)
    guard copies > 1 else { return }
    children = (1...copies).map { copy in
      PrintCopy(
        copy: copy, name: new.copyNames.indices.contains(copy - 1) ? new.copyNames[copy - 1] : nil, state: .queued,
        evidence: .none, attempt: 0)
    }
  }
}

extension PrintLane {
  /// As the file sorts it.
  var order: Int {
    switch self {
    case .rush: 0
    case .normal: 1
    }
  }
}

extension Int64 {
  func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
