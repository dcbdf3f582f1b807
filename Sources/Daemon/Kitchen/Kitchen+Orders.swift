import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// How tickets come in.
extension Kitchen {
  private static let longestWord = 200
  private static let itemLimit = 500

  /// A ticket's way: its station, its printers, and the time that its day and its clock are of.
  struct Way {
    var station: Station
    var first: DeviceDescription
    var standIn: DeviceDescription?
    /// Milliseconds since 1970.
    var time: Int64

    var printer: DeviceDescription { standIn ?? first }
  }

  /// Throws `noSuchDevice` when no printer of the station is known.
  func way(to station: Station) throws(PosError) -> Way {
    let (first, standIn) = try printers(of: station)
    return Way(station: station, first: first, standIn: standIn, time: WallClock.now.milliseconds)
  }

  /// Sends an order to its stations: all tickets are on the disk when this returns, or none.
  ///
  /// `allows` throws when the client may not use a printer.
  func order(
    _ order: KitchenOrder, owner: UInt32, allows: (DeviceDescription) throws(PosError) -> Void
  ) async throws(PosError) -> KitchenOrder.Reply {
    try check(order)
    if let key = order.key {
      let known = try await printing.disk.read { (database) throws(PosError) in try database.tickets(ofOrder: key) }
      if !known.isEmpty { return KitchenOrder.Reply(order: order.order, jobs: known, unrouted: []) }
    }
    guard !stations.isEmpty else {
      throw PosError(.illegal, "there are no stations", remedy: "give [[station]] in posd.toml")
    }
    let (parts, unrouted) = try TicketPart.parts(of: order.items, stations)
    for part in parts { try await findPlace(of: part.station) }
    var tickets: [NewTicket] = []
    for part in parts {
      let way = try way(to: part.station)
      try allows(way.printer)
      tickets.append(try ticket(order, part, way, owner: owner))
    }
    let jobs = try await printing.accept(order: tickets)
    look()
    return KitchenOrder.Reply(order: order.order, jobs: jobs, unrouted: unrouted)
  }

  private func ticket(
    _ order: KitchenOrder, _ part: TicketPart, _ way: Way, owner: UInt32
  ) throws(PosError) -> NewTicket {
    let template = part.station.ticketTemplate
    let ticket = Ticket(order, part, stations: stations, time: way.time)
    do throws(PosError) {
      try printing.content.check(
        .receipt(try TicketTemplate.text(template.receipt(ticket.numbered(1)))), for: way.printer.id)
    } catch {
      throw PosError(
        error.code, "the ticket of \(part.station.name) by the template \(template.name): \(error.message)",
        remedy: error.remedy)
    }
    var job = self.job(way, owner: owner)
    job.key = order.key
    job.title = Self.title(order)
    job.lane = order.kind == .void || order.kind == .rush ? .rush : .normal
    if let seconds = order.ttlSeconds { job.timeToLive = Duration.seconds(seconds).wholeMilliseconds }
    return NewTicket(job, standIn: way.standIn.map { ($0.id, $0.name ?? $0.id) }) { (number) throws(PosError) in
      .receipt(try TicketTemplate.text(template.receipt(ticket.numbered(number))))
    }
  }

  /// A job with what its station says of it, and no content yet.
  func job(_ way: Way, owner: UInt32) -> NewJob {
    let station = way.station
    return NewJob(
      printer: way.first.id, label: way.first.name, content: .raw([]), copies: station.copies, policy: .atLeastOnce,
      timeToLive: station.ttl?.wholeMilliseconds, owner: owner, station: station.name,
      day: LocalTime.day(way.time, start: station.dayStart))
  }

  private static func title(_ order: KitchenOrder) -> String {
    [order.table, order.order].compactMap(\.self).joined(separator: " ")
  }

  private func check(_ order: KitchenOrder) throws(PosError) {
    try Self.check("order", order.order)
    if let key = order.key { try Self.check("key", key) }
    if let table = order.table, table.utf8.count > Self.longestWord {
      throw PosError(.illegal, "table must have at most \(Self.longestWord) bytes")
    }
    if let seconds = order.ttlSeconds, seconds < 1 { throw PosError(.illegal, "ttlSeconds must be at least 1") }
    guard (1...Self.itemLimit).contains(order.items.count) else {
      throw PosError(.illegal, "items must be 1 to \(Self.itemLimit)")
    }
    for (index, item) in order.items.enumerated() where item.name.isEmpty {
      throw PosError(.illegal, "items[\(index)].name is empty")
    }
  }

  private static func check(_ name: String, _ word: String) throws(PosError) {
    guard !word.isEmpty, word.utf8.count <= longestWord else {
      throw PosError(.illegal, "\(name) must have 1 to \(longestWord) bytes")
    }
  }
}

extension Duration {
  /// Saturated.
  var wholeMilliseconds: Int64 {
    let (seconds, overflow) = components.seconds.multipliedReportingOverflow(by: 1000)
    return overflow ? .max : seconds + components.attoseconds / 1_000_000_000_000_000
  }
}
