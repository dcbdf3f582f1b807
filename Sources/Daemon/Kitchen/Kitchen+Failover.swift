import Logging
import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// When tickets go to another printer, and when they go to the first one again.
///
/// A ticket of which nothing has left moves without a mark of doubt, after `failover-after`. One of which something may be
/// on paper moves after `uncertain-after`, marked, and never to a printer that has tried it.
extension Kitchen {
  /// Tickets that nobody prints are looked at this often.
  private static let strandedTime = Duration.seconds(1)
  /// A ticket that is just being tried is looked for this often, and holds the others no longer than the second.
  private static let (callBackStep, callBackTime) = (Duration.milliseconds(20), Duration.seconds(1))

  /// Looks at one station; answers with the time at which something is due, nil when only a change can bring news.
  func look(at station: Station) async throws(PosError) -> Instant? {
    let chain = chain(of: station)
    guard !chain.isEmpty, needsLook(station, chain) else { return nil }
    try await findPlace(of: station)
    let name = station.name
    let tickets = try await printing.disk.read { (database) throws(PosError) in try database.openTickets(of: name) }
    noteUncertain(tickets, name)
    var next = askSilent(chain)
    func isDue(_ since: Instant, _ time: Duration) -> Bool {
      let due = since + time
      guard due > Reactor.now else { return true }
      next = min(next ?? due, due)
      return false
    }
    var hasStranded = false
    for printer in Set(tickets.map(\.printer)).sorted() {
      let own = tickets.filter { $0.printer == printer && $0.state != .uncertain }
      guard !own.isEmpty else { continue }
      // A printer that the configuration has taken from the chain is not waited for.
      let isInChain = chain.contains { $0.id == printer }
      let since = isInChain ? blockedSince(printer) : nil
      if !isInChain { hasStranded = true }
      if isInChain {
        guard let since, isDue(since, station.failoverAfter) else { continue }
      }
      if isHeldBack(station, at: printer) {
        _ = isDue(Reactor.now, Self.callBackStep)
        continue
      }
      try await moveClean(of: station, from: printer, chain)
      let suspects = own.filter { $0.isSuspect && $0.policy == .atLeastOnce }
      guard !suspects.isEmpty else { continue }
      if let since, !isDue(since, station.uncertainAfter) { continue }
      for ticket in suspects { try await moveMarked(ticket, of: station, chain) }
    }
    for ticket in tickets where ticket.state == .uncertain && ticket.policy == .atLeastOnce {
      guard let since = places[name]?.uncertainSince[ticket.id], isDue(since, station.uncertainAfter) else { continue }
      try await moveMarked(ticket, of: station, chain)
    }
    places[name]?.hasStranded = hasStranded
    // They may not have gone: one was just being tried, or the chain had no printer ready.
    if hasStranded { _ = isDue(Reactor.now, Self.strandedTime) }
    if let due = comesBack(station, chain, tickets), isDue(due, .zero) { goBack(station, chain) }
    return next
  }

  /// Whether the tickets wait for one that is just being tried, so that it goes before them.
  private func isHeldBack(_ station: Station, at printer: String) -> Bool {
    guard printing.holdsBack(printer, station: station.name) else {
      places[station.name]?.callBackSince[printer] = nil
      return false
    }
    let since = places[station.name]?.callBackSince[printer] ?? Reactor.now
    places[station.name]?.callBackSince[printer] = since
    return Reactor.now - since < Self.callBackTime
  }

  private func needsLook(_ station: Station, _ chain: [DeviceDescription]) -> Bool {
    guard let place = places[station.name], chain.contains(where: { $0.id == place.active }) else { return true }
    return place.since != nil || place.hasUncertain || place.hasStranded
      || chain.contains { health[$0.id]?.blockedSince != nil }
  }

  private func blockedSince(_ printer: String) -> Instant? {
    observe(printer)
    return health[printer]?.blockedSince
  }

  /// Finds out which printer takes the tickets of a station that was not looked at yet: where the last one waits of which
  /// nothing has left. So what is accepted now comes behind it.
  func findPlace(of station: Station) async throws(PosError) {
    let name = station.name
    func isKnown(_ chain: [DeviceDescription]) -> Bool { chain.contains { $0.id == places[name]?.active } }
    guard !isKnown(chain(of: station)) else { return }
    let tickets = try await printing.disk.read { (database) throws(PosError) in try database.openTickets(of: name) }
    let chain = chain(of: station)
    guard !isKnown(chain), let first = chain.first else { return }
    let last = tickets.last { ticket in
      ticket.state != .uncertain && !ticket.isSuspect && chain.contains { $0.id == ticket.printer }
    }
    let active = last?.printer ?? first.id
    places[name, default: StationPlace()].active = active
    places[name]?.since = active == first.id ? nil : WallClock.now.text
  }

  private func noteUncertain(_ tickets: [OpenTicket], _ station: String) {
    guard var place = places[station] else { return }
    let uncertain = tickets.filter { $0.state == .uncertain }.map(\.id)
    place.uncertainSince = place.uncertainSince.filter { uncertain.contains($0.key) }
    for id in uncertain where place.uncertainSince[id] == nil { place.uncertainSince[id] = Reactor.now }
    place.hasUncertain = !uncertain.isEmpty
    places[station] = place
  }

  // MARK: Away

  /// The printer that takes over: the active one, else the first of the chain against which nothing is known.
  private func target(
    of station: Station, _ chain: [DeviceDescription], not excluded: Set<String>
  ) -> DeviceDescription? {
    let usable = chain.filter { device in
      observe(device.id)
      return !excluded.contains(device.id) && device.state == .ready && health[device.id]?.wellSince != nil
    }
    return usable.first { $0.id == places[station.name]?.active } ?? usable.first
  }

  private func moveClean(
    of station: Station, from printer: String, _ chain: [DeviceDescription]
  ) async throws(PosError) {
    guard let target = target(of: station, chain, not: [printer]) else { return }
    let reason = health[printer]?.reason
    let place = places[station.name]
    let isActive = place?.active == printer
    // Before the disk is asked: what is accepted meanwhile goes to the target, and comes behind what moves.
    if isActive { setActive(target, of: station, first: chain[0]) }
    let moved: [PrintJob]
    do throws(PosError) {
      moved = try await printing.moveTickets(of: station.name, from: printer, to: target)
    } catch {
      if isActive { places[station.name] = place }
      throw error
    }
    guard isActive else { return }
    tell(
      KitchenFailover(
        station: station.name, from: name(of: printer), to: name(of: target.id), reason: reason, moved: moved.count),
      target)
  }

  private func moveMarked(
    _ ticket: OpenTicket, of station: Station, _ chain: [DeviceDescription]
  ) async throws(PosError) {
    guard let target = target(of: station, chain, not: Set(ticket.tried + [ticket.printer])) else { return }
    guard !ticket.isUnderWay else { return printing.abandon(ticket.id, at: ticket.printer) }
    let moved = try await printing.move([ticket.id], to: target, marked: true)
    for job in moved {
      log.warning(
        "a ticket that may be on paper goes to another printer, marked",
        metadata: ["job": "\(job.job)", "station": "\(station.name)", "printer": "\(target.name ?? target.id)"])
    }
  }

  private func setActive(_ target: DeviceDescription, of station: Station, first: DeviceDescription) {
    if target.id == first.id {
      places[station.name]?.goBack(to: target.id)
    } else {
      places[station.name]?.goAway(to: target.id, since: WallClock.now.text)
    }
  }

  // MARK: Back

  /// When the first printer takes the tickets again: when it has been well for a time, and no ticket waits elsewhere.
  private func comesBack(_ station: Station, _ chain: [DeviceDescription], _ tickets: [OpenTicket]) -> Instant? {
    guard let place = places[station.name], place.since != nil, chain[0].state == .ready else { return nil }
    guard !tickets.contains(where: { $0.printer != chain[0].id && $0.state != .uncertain }) else { return nil }
    observe(chain[0].id)
    return health[chain[0].id]?.wellSince.map { $0 + place.returnTime(station.returnAfter) }
  }

  private func goBack(_ station: Station, _ chain: [DeviceDescription]) {
    let from = name(of: places[station.name]?.active)
    places[station.name]?.goBack(to: chain[0].id)
    tell(KitchenFailover(station: station.name, from: from, to: name(of: chain[0].id), reason: nil, moved: 0), chain[0])
  }

  private func tell(_ event: KitchenFailover, _ device: DeviceDescription) {
    log.notice(
      "another printer takes the tickets",
      metadata: [
        "station": "\(event.station)", "from": "\(event.from)", "to": "\(event.to)", "moved": "\(event.moved)",
        "reason": "\(event.reason?.message ?? "the first printer is well again")",
      ])
    told(event, device)
  }

  private func name(of printer: String?) -> String {
    guard let printer else { return "" }
    return devices.descriptions.first { $0.id == printer }?.name ?? printer
  }
}
