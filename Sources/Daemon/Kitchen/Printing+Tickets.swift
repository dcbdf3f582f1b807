import PosModel
import PrintSpool
import Reactor

/// What the kitchen needs of the print jobs.
extension Printing {
  /// Accepts all tickets of an order, or none; returns when they are on the disk. A known key gives the jobs of then.
  func accept(order tickets: [NewTicket]) async throws(PosError) -> [PrintJob] {
    for ticket in tickets { try requireRoom(for: ticket) }
    await followClock()
    let jobs = try await disk.write { (database) throws(PosError) in
      try database.accept(tickets, now: WallClock.now.milliseconds)
    }
    guard jobs.first?.duplicate != true else { return jobs }
    for (job, ticket) in zip(jobs, tickets) { enqueue(job, ticket) }
    return jobs
  }

  /// Accepts one ticket with content of its own.
  func accept(ticket: NewTicket) async throws(PosError) -> PrintJob {
    let warnings = try content.check(ticket.job.content, for: ticket.standIn?.id ?? ticket.job.printer)
    try requireRoom(for: ticket)
    await followClock()
    let job = try await disk.write { (database) throws(PosError) in
      try database.accept(ticket, now: WallClock.now.milliseconds)
    }
    if job.duplicate != true { enqueue(job, ticket) }
    return job.with(warnings)
  }

  private func requireRoom(for ticket: NewTicket) throws(PosError) {
    let printer = ticket.standIn?.id ?? ticket.job.printer
    guard queue(printer).count < PrintQueue.limit else {
      throw PosError(
        .busy, "\(PrintQueue.limit) jobs wait for \(ticket.standIn?.label ?? ticket.job.label) already",
        remedy: "see posd kitchen", device: printer)
    }
  }

  private func enqueue(_ job: PrintJob, _ ticket: NewTicket) {
    enqueue(job, ticket.job, queue(ticket.standIn?.id ?? ticket.job.printer))
  }

  /// Whether jobs get through at a printer.
  func flow(of printer: String) -> PrintQueue.Flow { queues[printer]?.flow ?? .idle }

  /// Why a printer that tells every change by itself, or used to answer, would not print; nil when nothing is known against
  /// it.
  func complaint(of printer: String) -> DeviceReason? {
    guard let status = statuses[printer] else { return nil }
    if isSilent(printer) {
      return DeviceReason(
        PosError(.offline, "the printer does not answer", remedy: "check its cable and that it is switched on"))
    }
    guard status.source == .automatic, !status.hasNothingToSay || status.online == false else { return nil }
    if status.cover == .open { return DeviceReason(PosError(.coverOpen, "the cover is open", remedy: "close it")) }
    if status.paper == .end { return DeviceReason(PosError(.paperEnd, "there is no paper", remedy: "put paper in")) }
    return DeviceReason(PosError(.offline, "the printer says that it cannot print", remedy: "look at the printer"))
  }

  /// Whether nothing is known of a printer that has answered a question since its link was opened: one that never does says
  /// nothing by its silence.
  func isSilent(_ printer: String) -> Bool {
    guard statuses[printer]?.source == PrinterStatus.Source.none else { return false }
    let status = devices.descriptions.first { $0.id == printer }?.capabilities["status"]
    return status != nil && status != .word("none")
  }

  /// Moves the tickets of a station of which nothing has left from one printer to another.
  func moveTickets(
    of station: String, from printer: String, to target: DeviceDescription
  ) async throws(PosError) -> [PrintJob] {
    try await move(to: target) { (database, label, now) throws(PosError) in
      try database.moveTickets(of: station, from: printer, to: target.id, label: label, now: now)
    }
  }

  /// Whether a ticket of a station is just being tried of which nothing has left, or the end of its attempt is on its way to the
  /// disk. It is called back.
  func holdsBack(_ printer: String, station: String) -> Bool { queues[printer]?.holdsBack(station) ?? false }

  func abandon(_ job: String, at printer: String) { queues[printer]?.abandon(job) }
}
