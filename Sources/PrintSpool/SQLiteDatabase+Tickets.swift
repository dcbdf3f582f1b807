import PosModel

/// The tickets of kitchen stations; each call that writes needs a transaction around it.
extension SQLiteDatabase {
  /// The keys of orders are apart from those of single jobs: a name has no control characters.
  private static func orderScope(_ station: String) -> String { "order\u{1F}" + station }

  /// The tickets that came with the key of an order, each as a duplicate; none when the key is new.
  package func tickets(ofOrder key: String) throws(PosError) -> [PrintJob] {
    var found = try jobs(
      where: "key = ?1 AND scope > ?2 AND scope < ?3 ORDER BY seq",
      [.text(key), .text("order\u{1F}"), .text("order\u{20}")])
    for index in found.indices { found[index].duplicate = true }
    return found
  }

  /// Takes all tickets of an order in. A known key gives the tickets of then.
  package func accept(_ tickets: [NewTicket], now: Int64) throws(PosError) -> [PrintJob] {
    if let key = tickets.lazy.compactMap(\.job.key).first {
      let known = try self.tickets(ofOrder: key)
      if !known.isEmpty { return known }
    }
    var accepted: [PrintJob] = []
    for var ticket in tickets {
      if let station = ticket.job.station { ticket.job.scope = Self.orderScope(station) }
      accepted.append(try accept(ticket, now: now))
    }
    return accepted
  }

  /// Takes one ticket of a station in: gives it its number, then its content. A known key gives the job of then.
  package func accept(_ ticket: NewTicket, now: Int64) throws(PosError) -> PrintJob {
    var new = ticket.job
    if let content = ticket.content, let station = new.station, let day = new.day {
      let number = try nextNumber(station: station, day: day)
      new.number = number
      new.content = try content(number)
    }
    let accepted = try accept(new, now: now)
    guard accepted.duplicate != true, let standIn = ticket.standIn else { return accepted }
    return try move([accepted.job], to: standIn.id, label: standIn.label, marked: false, now: now).first ?? accepted
  }

  /// The tickets of a station that are not ended, in the order of acceptance.
  package func openTickets(of station: String) throws(PosError) -> [OpenTicket] {
    let statement = try SQLiteStatement(
      self,
      """
      SELECT id, printer, state, policy,
        EXISTS (SELECT 1 FROM copies WHERE job = id AND copies.state <> 'printed' AND suspect_since IS NOT NULL),
        EXISTS (SELECT 1 FROM attempts WHERE job = id AND outcome IS NULL),
        (SELECT group_concat(DISTINCT attempts.printer) FROM attempts WHERE job = id)
      FROM jobs WHERE ended_at IS NULL AND station = ? ORDER BY seq
      """, [.text(station)])
    var tickets: [OpenTicket] = []
    while try statement.next() {
      let isUnderWay = statement.integer(5) != 0
      tickets.append(
        OpenTicket(
          id: statement.text(0) ?? "", printer: statement.text(1) ?? "",
          state: statement.text(2).flatMap(PrintJobState.init) ?? .failed,
          policy: statement.text(3).flatMap(PrintPolicy.init) ?? .atMostOnce,
          isSuspect: statement.integer(4) != 0 || isUnderWay, isUnderWay: isUnderWay,
          tried: (statement.text(6) ?? "").split(separator: ",").map(String.init)))
    }
    return tickets
  }

  /// Moves the tickets of a station that wait at a printer and of which nothing has left to another one. One that is under way
  /// stays, and counts as a possible duplicate from now on: the others overtake it.
  package func moveTickets(
    of station: String, from old: String, to printer: String, label: String, now: Int64
  ) throws(PosError) -> [PrintJob] {
    try run(
      """
      UPDATE copies SET suspect_since =
        (SELECT armed_at FROM attempts WHERE job = copies.job AND copy = copies.copy AND outcome IS NULL)
      WHERE suspect_since IS NULL AND job IN
        (SELECT id FROM jobs WHERE ended_at IS NULL AND policy = 'atLeastOnce' AND station = ? AND printer = ?)
      """, [.text(station), .text(old)])
    let waiting = try jobs(
      where: "ended_at IS NULL AND state <> 'uncertain' AND station = ? AND printer = ? ORDER BY seq",
      [.text(station), .text(old)])
    return try move(waiting.map(\.job), to: printer, label: label, marked: false, now: now)
  }

  /// The job of a ticket; nil when it is not known any more.
  package func ticket(_ number: Int, of station: String, on day: String) throws(PosError) -> String? {
    let statement = try SQLiteStatement(
      self, "SELECT id FROM jobs WHERE station = ? AND day = ? AND number = ? ORDER BY seq DESC LIMIT 1",
      [.text(station), .text(day), SQLiteValue(number)])
    return try statement.next() ? statement.text(0) : nil
  }

  /// The last number that a station has given on a day; 0 when none.
  package func lastNumber(station: String, day: String) throws(PosError) -> Int {
    let statement = try SQLiteStatement(
      self, "SELECT last FROM numbers WHERE station = ? AND day = ?", [.text(station), .text(day)])
    return try statement.next() ? Int(clamping: statement.integer(0)) : 0
  }

  /// How many tickets of a station are not on paper yet, and when the oldest was accepted (milliseconds since 1970).
  package func waitingTickets(of station: String) throws(PosError) -> (count: Int, oldest: Int64?) {
    let statement = try SQLiteStatement(
      self,
      "SELECT count(*), min(accepted_at) FROM jobs WHERE ended_at IS NULL AND state <> 'uncertain' AND station = ?",
      [.text(station)])
    guard try statement.next() else { return (0, nil) }
    return (Int(clamping: statement.integer(0)), statement.optionalInteger(1))
  }
}
