import PosModel
import PosProtocol

/// The stations of the kitchen as a table, and below it what somebody has to look at.
struct KitchenTable {
  private let stations: [StationStatus]

  init(_ stations: [StationStatus]) {
    self.stations = stations
  }

  func write(to console: Console = .out) {
    if stations.isEmpty { return console.line("no stations: give [[station]] in /etc/posd/posd.toml") }
    var table = Table(["STATION", "TITLE", "PRINTER", "CHAIN", "WAITING", "OLDEST", "LAST", "LOOK"])
    for station in stations {
      let printer = station.active ?? "none"
      table.add([
        .init(station.station), .init(station.title),
        .init(printer, station.isActiveReady ? (station.failedOverSince == nil ? .good : .warning) : .bad),
        .init(station.chain.map { "\($0.printer) \($0.state.rawValue)" }.joined(separator: ", ")),
        .init("\(station.waiting)", station.waiting > 0 ? .strong : .faint),
        .init(station.oldestSeconds.map(Self.span) ?? "-", .faint), .init("#\(station.lastNumber)", .faint),
        .init(
          station.attention.isEmpty ? "-" : "\(station.attention.count)", station.attention.isEmpty ? .faint : .bad),
      ])
    }
    table.write(to: console)
    for station in stations { writeDetails(station, console) }
    // A printer of several chains has one fault.
    var told: Set<String> = []
    for printer in stations.flatMap(\.chain) where printer.state != .ready {
      guard let reason = printer.reason, told.insert(printer.printer).inserted else { continue }
      console.line("\(Style.strong(printer.printer, on: console)): \(reason.message)")
      if let remedy = reason.remedy { console.line("  → \(remedy)") }
    }
  }

  private func writeDetails(_ station: StationStatus, _ console: Console) {
    if let since = station.failedOverSince, let active = station.active {
      console.line(Style.warning("\(station.title): \(active) stands in since \(since)", on: console))
    }
    for job in station.attention { console.line(job.ticketLine) }
  }

  /// `95 s`, `12 min`.
  private static func span(_ seconds: Int) -> String {
    seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min"
  }
}

extension StationStatus {
  var isActiveReady: Bool { chain.contains { ($0.printer == active || $0.device == active) && $0.state == .ready } }

  /// A ticket needs a look, or tickets wait for a printer that does not print.
  var needsSomebody: Bool { !attention.isEmpty || (waiting > 0 && !isActiveReady) }
}

extension PrintJob {
  /// `hot #153  A7 4711  printed (confirmed) by bar`.
  var ticketLine: String {
    let ticket = [station, number.map { "#\($0)" }].compactMap(\.self).joined(separator: " ")
    let again = duplicate == true ? ", known already" : ""
    return "\(Style.strong(ticket))  \(title ?? "")  at \(printer)  \(line)\(again)"
  }
}
