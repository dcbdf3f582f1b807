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
    return try await call.printing.disk.read { [filter] (database) throws(PosError) in try database.list(filter) }
  }
}
