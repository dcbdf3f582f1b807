import PosModel
import PrintSpool
import Reactor

/// Until when jobs may be printed, on the clock that nobody sets: the file has it by the clock on the wall.
@ReactorActor
final class JobDeadlines {
  private let clock: StepWatch
  private var instants: [String: Instant] = [:]

  init(_ clock: StepWatch) { self.clock = clock }

  /// A job that is accepted now waits no longer than so many milliseconds.
  func set(_ id: String, in milliseconds: Int64) { instants[id] = Reactor.now + .milliseconds(milliseconds) }

  /// nil when it may wait for ever. A job from the file has from now on what the file says that is left.
  func deadline(of job: PendingJob) -> Instant? {
    guard let expiresAt = job.expiresAt, expiresAt < .max else { return nil }
    if let known = instants[job.id] { return known }
    let deadline = Reactor.now + (.milliseconds(expiresAt) - .milliseconds(clock.now))
    instants[job.id] = deadline
    return deadline
  }

  func hasPassed(_ job: PendingJob) -> Bool { deadline(of: job).map { $0 <= Reactor.now } ?? false }

  func forget(_ id: String) { instants[id] = nil }
}
