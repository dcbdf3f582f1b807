import PosModel
import PosProtocol
import Reactor

/// Gives a print job up.
enum JobsCancelMethod: AsyncMethod {
  static let permission: Permission? = .print
  static let summary = "Gives a print job up."

  static func call(_ params: JobsCancel, _ call: Call) async throws(PosError) -> PrintJob {
    try await call.requireJob(params.job)
    return try await call.printing.cancel(params.job)
  }
}
