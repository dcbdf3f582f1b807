import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Says what somebody saw on the paper of an job.
enum JobsResolveMethod: AsyncMethod {
  static let permission: Permission? = .print
  static let summary = "Says what somebody saw on the paper of an job."

  static func call(_ params: JobsResolve, _ call: Call) async throws(PosError) -> PrintJob {
    try await call.requireJob(params.job)
    return try await call.printing.resolve(params.job, verdict(params.as), copy: params.copy)
  }

  private static func verdict(_ word: JobsResolve.Verdict) -> JobVerdict {
    switch word {
    case .printed: .printed
    case .reprint: .reprint
    case .dismiss: .dismiss
    }
  }
}
