import PosModel
import PrintSpool

/// One change or one look at a time.
extension JobStore {
  func accept(_ jobs: [NewJob], now: Int64) throws(PosError) -> [PrintJob] {
    try write { (database) throws(PosError) in
      var accepted: [PrintJob] = []
      for job in jobs { accepted.append(try database.accept(job, now: now)) }
      return accepted
    }
  }

  /// The attempt with what it prints.
  func arm(_ id: String, longest: Int = 0, now: Int64) throws(PosError) -> PreparedCopy? {
    try write { (database) throws(PosError) in
      var prepared = try database.prepare(id)
      let printer = try database.origin(of: id).printer
      guard let armed = try database.arm(id, on: printer, longest: longest, now: now) else { return nil }
      prepared?.job = armed
      return prepared
    }
  }

  func finish(_ id: String, _ outcome: PrintOutcome, now: Int64) throws(PosError) -> PrintJob? {
    try write { (database) throws(PosError) in
      try database.finish(id, on: try database.origin(of: id).printer, outcome, now: now)
    }
  }

  func mark(_ id: String, _ state: PrintJobState, reason: DeviceReason?) throws(PosError) -> PrintJob? {
    try write { (database) throws(PosError) in try database.mark(id, state, reason: reason) }
  }

  func end(_ id: String, _ state: PrintJobState, reason: DeviceReason? = nil, now: Int64) throws(PosError) -> PrintJob {
    try write { (database) throws(PosError) in try database.end(id, state, reason: reason, now: now) }
  }

  func resolve(_ id: String, _ verdict: JobVerdict, copy: Int? = nil, now: Int64 = 9) throws(PosError) -> PrintJob {
    try write { (database) throws(PosError) in try database.resolve(id, verdict, copy: copy, now: now) }
  }

  func recover(now: Int64) throws(PosError) -> [PrintJob] {
    try write { (database) throws(PosError) in try database.recover(now: now) }
  }

  func move(_ ids: [String], to printer: String, marked: Bool = false, now: Int64 = 9) throws(PosError) -> [PrintJob] {
    try write { (database) throws(PosError) in
      try database.move(ids, to: printer, label: "label of \(printer)", marked: marked, now: now)
    }
  }

  func makeSlip(_ printer: String, now: Int64) throws(PosError) -> PrintJob? {
    try write { (database) throws(PosError) in
      try database.makeSlip(printer: printer, label: printer, now: now) { jobs, more in
        .text(jobs.map { $0.key ?? "" }.joined(separator: ",") + "+\(more)")
      }
    }
  }

  /// Until nothing is left to forget.
  @discardableResult
  func forget(_ retention: JobRetention, now: Int64) throws(PosError) -> Int {
    var total = 0
    while true {
      let gone = try write { (database) throws(PosError) in try database.forget(retention, now: now) }
      if gone == 0 { return total }
      total += gone
    }
  }

  func job(_ id: String) throws(PosError) -> PrintJob {
    try read { (database) throws(PosError) in try database.job(id) }
  }

  func prepare(_ id: String) throws(PosError) -> PreparedCopy? {
    try read { (database) throws(PosError) in try database.prepare(id) }
  }

  func list(_ change: (inout JobFilter) -> Void = { _ in }) throws(PosError) -> [PrintJob] {
    var filter = JobFilter()
    change(&filter)
    return try read { [filter] (database) throws(PosError) in try database.list(filter) }
  }

  func pending(_ printer: String? = nil) throws(PosError) -> [PendingJob] {
    try read { (database) throws(PosError) in try database.pending(printer) }
  }
}
