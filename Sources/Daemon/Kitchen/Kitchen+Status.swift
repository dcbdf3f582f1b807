import PosModel
import PosProtocol
import PrintSpool
import Reactor

extension Kitchen {
  private static let attentionLimit = 100

  /// How a station is.
  func status(of station: Station) async throws(PosError) -> StationStatus {
    let now = WallClock.now.milliseconds
    let day = LocalTime.day(now, start: station.dayStart)
    var filter = JobFilter()
    filter.station = station.name
    filter.attention = true
    filter.limit = Self.attentionLimit
    let (waiting, last, attention) = try await printing.disk.read { [filter] (database) throws(PosError) in
      (
        try database.waitingTickets(of: station.name), try database.lastNumber(station: station.name, day: day),
        try database.list(filter)
      )
    }
    let chain = chain(of: station)
    let place = places[station.name]
    let active = chain.first { $0.id == place?.active } ?? chain.first
    return StationStatus(
      station: station.name, title: station.label, active: active.map { $0.name ?? $0.id },
      failedOverSince: place?.since, chain: station.printers.map { printer(named: $0) }, waiting: waiting.count,
      oldestSeconds: waiting.oldest.map { Int(clamping: max(0, now - $0) / 1000) }, day: day, lastNumber: last,
      attention: attention)
  }

  private func printer(named name: String) -> StationStatus.Printer {
    guard let device = devices.descriptions.first(where: { $0.id == name || $0.name == name }) else {
      let unknown = PosError(.noSuchDevice, "there is no device \(name)", remedy: "posd devices lists what there is")
      return StationStatus.Printer(
        printer: name, device: nil, state: .absent, reason: DeviceReason(unknown), since: nil)
    }
    observe(device.id)
    let health = health[device.id]
    let state: StationStatus.Printer.State =
      switch device.state {
      case .ready: health?.blockedSince == nil ? .ready : .blocked
      case .opening: .opening
      case .faulted: .faulted
      case .absent: .absent
      }
    return StationStatus.Printer(
      printer: name, device: device.id, state: state, reason: health?.reason ?? device.reason,
      since: health?.blockedTime)
  }
}
