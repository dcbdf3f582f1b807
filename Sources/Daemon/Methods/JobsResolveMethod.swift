import PosModel
import PosProtocol
import Reactor

/// Says what somebody saw on the paper of an uncertain job.
enum JobsResolveMethod: AsyncMethod {
  static let permission: Permission? = .print
  static let summary = "Says what somebody saw on the paper of an uncertain job."

  static func call(_ params: JobsResolve, _ call: Call) async throws(PosError) -> PrintJob {
    try await call.requireJob(params.job)
    return try await call.printing.resolve(params.job, reprint: params.as == .reprint)
  }
}
