import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Lists the print jobs that are known, newest first.
enum JobsListMethod: AsyncMethod {
  static let permission: Permission? = .observe
  static let summary = "Lists the print jobs that are known, newest first."

  static func call(_ params: JobsList, _ call: Call) async throws(PosError) -> [PrintJob] {
    if let limit = params.limit, !(1...JobFilter.largestLimit).contains(limit) {
      throw PosError(.illegal, "limit must be 1 to \(JobFilter.largestLimit)")
    }
    var filter = JobFilter()
    filter.printer = params.printer
    // The jobs of a printer that is gone are still found, by its old id or name.
    if let name = params.printer, let device = call.daemon.devices.descriptions.first(where: { $0.name == name }) {
      filter.printer = device.id
    }
    if let name = params.printer, call.daemon.kitchen?.stations.contains(where: { $0.name == name }) == true {
      filter.printer = nil
      filter.station = name
    }
    filter.states = (params.states ?? []) + [params.state].compactMap { $0 }
    filter.attention = params.attention ?? false
    filter.since = params.since
    filter.before = params.before
    filter.limit = params.limit ?? JobFilter.largestLimit
    let printing = try call.printing
    let jobs = try await printing.disk.read { [filter] (database) throws(PosError) in try database.list(filter) }
    guard jobs.isEmpty, let name = params.printer, filter.station == nil else { return jobs.map { printing.shown($0) } }
    // A station that is configured no more has the tickets that it had.
    var ofStation = filter
    ofStation.printer = nil
    ofStation.station = name
    let tickets = try await printing.disk.read { [ofStation] (database) throws(PosError) in
      try database.list(ofStation)
    }
    if tickets.isEmpty { try await requireKnown(name, filter, call) }
    return tickets.map { printing.shown($0) }
  }

  /// Throws `noSuchDevice`, with the names that there are, for a printer that has no jobs because it never was.
  private static func requireKnown(_ name: String, _ filter: JobFilter, _ call: Call) async throws(PosError) {
    var (any, ticket) = (JobFilter(), JobFilter())
    (any.printer, any.limit) = (filter.printer, 1)
    (ticket.station, ticket.limit) = (name, 1)
    let known = try await call.printing.disk.read { [any, ticket] (database) throws(PosError) in
      try database.list(any) + database.list(ticket)
    }
    guard known.isEmpty else { return }
    do throws(PosError) {
      _ = try call.daemon.devices.find(name)
    } catch {
      let stations = call.daemon.kitchen?.stations.map(\.name) ?? []
      guard !stations.isEmpty else { throw error }
      throw PosError(
        error.code, "there is no printer and no station \"\(name.prefix(64))\"",
        remedy: nearestWord(to: name, in: stations).map { "did you mean \"\($0)\"?" }
          ?? "stations are \(stations.prefix(20).joined(separator: ", ")); " + (error.remedy ?? "see posd devices"))
    }
  }
}
