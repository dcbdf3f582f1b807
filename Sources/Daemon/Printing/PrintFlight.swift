import PosModel
import Reactor

/// One attempt at the printer: from the driver's first question to the account that it gives.
@ReactorActor
final class PrintFlight {
  let id: String
  let lane: PrintLane
  /// The longest command of its bytes.
  let longest: Int
  /// When the job was accepted whose bytes open the drawer, in milliseconds since 1970; nil: they do not.
  let drawerSince: Int64?
  /// As clients last heard of it.
  var job: PrintJob
  /// Its arming is on the way to the disk.
  var isArming = false
  /// Its arming is on the disk.
  var isArmed: Bool
  /// The driver may send.
  var hasGo = false
  /// The driver has said that it sends.
  var hasStarted = false
  var blocked: PosError?
  var giveUp: GiveUp?
  var lastProgress: Instant?
  private var outcome: PrintOutcome?
  private var waiter: CheckedContinuation<PrintOutcome, Never>?

  enum GiveUp: Equatable {
    /// It ends.
    case end(PrintJobState)
    /// It goes back to its place in the queue, unless bytes have left.
    case requeue
    /// The same, and it is tried again after a while.
    case later
  }

  init(_ job: PrintJob, longest: Int, isArmed: Bool, drawerSince: Int64? = nil) {
    id = job.job
    lane = job.priority
    self.job = job
    self.longest = longest
    self.drawerSince = drawerSince
    self.isArmed = isArmed
  }

  var hasEnded: Bool { outcome != nil }

  func answered(_ result: Result<DriverReply, PosError>) {
    let outcome: PrintOutcome =
      switch result {
      case .success(.printed(let outcome)): outcome
      case .success: .interrupted(PosError(.failure, "the driver gave no account of the job"), sent: 0)
      case .failure(let error): hasStarted || hasGo ? .interrupted(error, sent: 0) : .notStarted(error)
      }
    self.outcome = outcome
    waiter?.resume(returning: outcome)
    waiter = nil
  }

  func end() async -> PrintOutcome {
    if let outcome { return outcome }
    return await withCheckedContinuation { waiter = $0 }
  }
}
