import Logging
import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// The stations of the kitchen: which printer takes the tickets of each, and when another one stands in.
///
/// Only what the jobs say is on the disk. Which printer is active is found out anew after a start.
@ReactorActor
package final class Kitchen {
  package private(set) var stations: [Station] = []
  /// Tells the clients; the device is the printer that takes over.
  package var told: @ReactorActor (KitchenFailover, DeviceDescription) -> Void = { _, _ in }
  let printing: Printing
  let devices: any Devices
  let log: Logger
  var places: [String: StationPlace] = [:]
  private(set) var health: [String: PrinterHealth] = [:]
  /// The ids of the printers of all chains.
  private var watched: Set<String> = []
  private var isStarted = false
  private var isStopped = false
  private var isLooking = false
  private var looksAgain = false
  private var timer: ReactorTimer?
  /// When printers that fell silent were asked last, by id.
  var silentAskedAt: [String: Instant] = [:]

  package init(printing: Printing, devices: any Devices, log: Logger) {
    self.printing = printing
    self.devices = devices
    self.log = log
  }

  /// Takes the configured stations; what waits stays with its printer until it has to move.
  package func apply(_ stations: [Station]) {
    self.stations = stations
    printing.stationTitles = Dictionary(stations.map { ($0.name, $0.label) }, uniquingKeysWith: { first, _ in first })
    let old = places
    places = [:]
    for station in stations {
      // A place whose printer has left the chain begins anew.
      guard let place = old[station.name], chain(of: station).contains(where: { $0.id == place.active }) else {
        continue
      }
      places[station.name] = place
    }
    guard isStarted else { return }
    observeAll()
    look()
  }

  /// Looks at what the last daemon has left; call it when the print jobs have started.
  package func start() {
    isStarted = true
    observeAll()
    look()
  }

  /// The print jobs could not be kept at the start, and can now.
  func jobsCame() {
    guard isStarted else { return }
    observeAll()
    look()
  }

  package func stop() {
    isStopped = true
    timer?.cancel()
  }

  /// Throws `illegal` when there is none of that name.
  package func station(_ name: String) throws(PosError) -> Station {
    guard let station = stations.first(where: { $0.name == name }) else {
      let near = nearestWord(to: name, in: stations.map(\.name)).map { "did you mean \($0)?" }
      throw PosError(
        .illegal, "there is no station \(name)",
        remedy: near
          ?? (stations.isEmpty
            ? "give [[station]] in posd.toml" : "there are: " + stations.prefix(20).map(\.name).joined(separator: ", "))
      )
    }
    return station
  }

  /// The printers of a station that are there, in the order of failover.
  func chain(of station: Station) -> [DeviceDescription] {
    station.printers.compactMap { name in
      devices.descriptions.first { ($0.id == name || $0.name == name) && $0.class == .posPrinter }
    }
  }

  /// The first printer of a station, and the one that stands in for it now.
  ///
  /// Throws `noSuchDevice` when no printer of the chain is known.
  func printers(of station: Station) throws(PosError) -> (first: DeviceDescription, standIn: DeviceDescription?) {
    let chain = chain(of: station)
    guard let first = chain.first else {
      throw PosError(
        .noSuchDevice,
        "no printer of the station \(station.name) is known: \(station.printers.joined(separator: ", "))",
        remedy: "name one of them under [[device]]; posd devices lists what there is")
    }
    let active = places[station.name].flatMap { place in chain.first { $0.id == place.active } }
    return (first, active?.id == first.id ? nil : active)
  }

  // MARK: What happens

  package func deviceChanged(_ device: DeviceDescription) {
    guard isStarted, device.class == .posPrinter, !stations.isEmpty else { return }
    findPrinters()
    observe(device.id)
    look()
  }

  package func jobChanged(_ job: PrintJob, _ printer: String) {
    guard isStarted, !stations.isEmpty else { return }
    observe(printer)
    if let station = job.station, job.state == .uncertain {
      places[station, default: StationPlace()].hasUncertain = true
    }
    if let station = job.station, job.state == .printed { places[station]?.hasPrinted(at: printer) }
    if needsLook { look() }
  }

  /// Something waits for a time to pass, or for a printer.
  private var needsLook: Bool {
    health.values.contains { $0.blockedSince != nil } || places.values.contains { $0.since != nil || $0.hasUncertain }
  }

  private func findPrinters() {
    watched = Set(stations.flatMap { chain(of: $0).map(\.id) })
  }

  private func observeAll() {
    findPrinters()
    health = health.filter { watched.contains($0.key) }
    silentAskedAt = silentAskedAt.filter { watched.contains($0.key) }
    for printer in watched { observe(printer) }
  }

  func observe(_ printer: String) {
    guard watched.contains(printer) else { return }
    health[printer, default: PrinterHealth()].see(sight(of: printer), now: Reactor.now)
  }

  private func sight(of printer: String) -> PrinterHealth.Sight {
    guard let device = devices.descriptions.first(where: { $0.id == printer }) else { return .blocked(nil) }
    guard device.state == .ready else {
      let away = PosError(.offline, "the printer is not there", remedy: "check its cable and that it is switched on")
      return .blocked(device.reason ?? DeviceReason(away))
    }
    let complaint = printing.complaint(of: printer)
    switch printing.flow(of: printer) {
    // What it is sent while something is known against it shows nothing.
    case .printing: return complaint == nil ? .well : .unknown
    case .blocked(let reason): return .blocked(reason)
    case .unknown: return complaint.map { .blocked($0) } ?? .unknown
    case .idle: return complaint.map { .blocked($0) } ?? .well
    }
  }

  // MARK: Looking

  /// Looks at all stations, soon; calls meanwhile are one further look.
  func look() {
    looksAgain = true
    guard isStarted, !isLooking, !isStopped else { return }
    isLooking = true
    Reactor.shared.task { [weak self] in await self?.lookAtAll() }
  }

  private func lookAtAll() async {
    while looksAgain, !isStopped {
      looksAgain = false
      var next: Instant?
      for station in stations {
        do throws(PosError) {
          guard let due = try await look(at: station) else { continue }
          next = min(next ?? due, due)
        } catch {
          // Said once, by the print jobs themselves; they call when they are there.
          guard printing.disk.fault == nil else { continue }
          log.error(
            "the tickets of a station were not looked at",
            metadata: ["station": "\(station.name)", "error": "\(error)"])
          next = Reactor.now + .seconds(1)
        }
      }
      timer?.cancel()
      timer = next.map { due in Reactor.shared.schedule(at: due) { [weak self] in self?.look() } }
    }
    isLooking = false
  }
}
