import PosModel
import PosProtocol

/// The stations of the kitchen as a table, and below it what somebody has to look at.
struct KitchenTable {
  private let stations: [StationStatus]

  init(_ stations: [StationStatus]) {
    self.stations = stations
  }

  func write(to console: Console = .out) {
    console.write(text(on: console))
  }

  func text(on console: Console = .out) -> String {
    if stations.isEmpty { return "no stations: give [[station]] in /etc/posd/posd.toml\n" }
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
    var text = table.text(on: console)
    for station in stations { text += details(station, console) }
    // A printer of several chains has one fault.
    var told: Set<String> = []
    for printer in stations.flatMap(\.chain) where printer.state != .ready {
      guard let reason = printer.reason, told.insert(printer.printer).inserted else { continue }
      text += "\(Style.strong(printer.printer, on: console)): \(reason.message)\n"
      if let remedy = reason.remedy { text += "  → \(remedy)\n" }
    }
    return text
  }

  private func details(_ station: StationStatus, _ console: Console) -> String {
    var text = ""
    if let since = station.failedOverSince, let active = station.active {
      text += Style.warning("\(station.title): \(active) stands in since \(since)", on: console) + "\n"
    }
    for job in station.attention { text += job.ticketLine + "\n" }
    return text
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
    return "\(Style.strong(ticket))  \((title ?? "").escapingControls)  at \(printer)  \(line)\(again)"
  }
}
