import PosClient
import PosModel
import PosProtocol
import Reactor

/// Follows one print job: a line that is written over on a terminal, a line a change elsewhere, nothing when quiet.
@ReactorActor
final class JobProgress {
  private let quiet: Bool
  private var job: PrintJob?
  private var early: [PrintJob] = []
  private var ended: CheckedContinuation<Void, Never>?
  private var shown = ""

  init(quiet: Bool) {
    self.quiet = quiet
  }

  /// Events come before the answer that names the job, so they are kept until `follow`.
  func show(_ event: ServerLine) {
    guard let change = event.event(PrinterJobEvent.self)?.job else { return }
    guard let job else { return early.append(change) }
    if change.job == job.job { take(change) }
  }

  func follow(_ accepted: PrintJob) {
    job = accepted
    write(accepted)
    for change in early where change.job == accepted.job { take(change) }
    early = []
  }

  /// Waits until the job has ended or needs somebody: an uncertain job does not change by itself.
  func end(of accepted: PrintJob, _ client: PosClient) async throws -> PrintJob {
    if let job, !job.state.isEnded, job.state != .uncertain {
      await withCheckedContinuation { ended = $0 }
    }
    return try await client.call(JobsGet(job: accepted.job))
  }

  /// Leaves the line to what comes next.
  func finish() {
    if !quiet, Console.error.isTerminal { Console.error.write("\r\u{1B}[K") }
  }

  private func take(_ change: PrintJob) {
    job = change
    write(change)
    if change.state.isEnded || change.state == .uncertain {
      if !quiet, let warnings = change.warnings {
        finish()
        for warning in warnings { Console.error.line(warning.line) }
      }
      ended?.resume()
      ended = nil
    }
  }

  private func write(_ job: PrintJob) {
    let line = job.line
    guard !quiet, line != shown, Console.error.isTerminal else { return }
    shown = line
    Console.error.write("\r\u{1B}[K\(line)")
  }
}
