import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Tells how each station of the kitchen is.
enum KitchenStatusMethod: AsyncMethod {
  static let permission: Permission? = .observe
  static let summary = "Tells how each station of the kitchen is."

  static func call(_ params: KitchenStatus, _ call: Call) async throws(PosError) -> [StationStatus] {
    let kitchen = try call.kitchen
    let removed = try await removed(call).filter { params.station == nil || $0.station == params.station }
    guard removed.isEmpty || params.station == nil else { return removed }
    let stations = try params.station.map { (name) throws(PosError) in [try kitchen.station(name)] } ?? kitchen.stations
    var statuses: [StationStatus] = []
    for station in stations { statuses.append(try await kitchen.status(of: station)) }
    return statuses + removed
  }

  /// The stations that the configuration has lost, and whose tickets have not.
  private static func removed(_ call: Call) async throws(PosError) -> [StationStatus] {
    let configured = try Set(call.kitchen.stations.map(\.name))
    let now = WallClock.now.milliseconds
    let day = LocalTime.day(now)
    return try await call.printing.disk.read { (database) throws(PosError) -> [StationStatus] in
      var filter = JobFilter()
      filter.attention = true
      let attention = try database.list(filter)
      var names = Set(attention.compactMap(\.station))
      for job in try database.pending() {
        if let station = try database.job(job.id).station { names.insert(station) }
      }
      var statuses: [StationStatus] = []
      for name in names.subtracting(configured).sorted() {
        let waiting = try database.waitingTickets(of: name)
        statuses.append(
          StationStatus(
            station: name, title: name, active: nil, failedOverSince: nil, chain: [], waiting: waiting.count,
            oldestSeconds: waiting.oldest.map { Int(clamping: max(0, now - $0) / 1000) }, day: day,
            lastNumber: try database.lastNumber(station: name, day: day),
            attention: attention.filter { $0.station == name }))
      }
      return statuses
    }
  }
}
