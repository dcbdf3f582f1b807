import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Lists the print jobs that are known, newest first.
enum JobsListMethod: AsyncMethod {
  static let permission: Permission? = .observe
  static let summary = "Lists the print jobs that are known, newest first."

  static func call(_ params: JobsList, _ call: Call) async throws(PosError) -> [PrintJob] {
    var printer = params.printer
    // The jobs of a printer that is gone are still found, by its old id or name.
    if let name = printer, let device = call.daemon.devices.descriptions.first(where: { $0.name == name }) {
      printer = device.id
    }
    let wanted = printer
    return try await call.printing.disk.run { (store) throws(PosError) in
      try store.list(printer: wanted, state: params.state, since: params.since)
    }
  }
}
