import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Tells of one print job.
enum JobsGetMethod: AsyncMethod {
  static let permission: Permission? = .observe
  static let summary = "Tells of one print job."

  static func call(_ params: JobsGet, _ call: Call) async throws(PosError) -> PrintJob {
    let printing = try call.printing
    return printing.shown(try await printing.disk.read { (database) throws(PosError) in try database.job(params.job) })
  }
}
