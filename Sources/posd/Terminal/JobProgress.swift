import PosClient
import PosModel
import PosProtocol
import Reactor

/// Follows one print job: a line that is written over on a terminal, and a line of its own wherever it is blocked.
///
/// All of it on standard error. Quiet leaves the first out: who waits learns why even where nobody looks.
@ReactorActor
final class JobProgress {
  private let quiet: Bool
  private var job: PrintJob?
  private var early: [PrintJob] = []
  private var ended: CheckedContinuation<Void, Never>?
  private var isOver = false
  private var shown = ""
  private var blocked = ""

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

  /// Waits until the job has ended or needs somebody (an uncertain job does not change by itself), at most so long.
  func end(of accepted: PrintJob, _ client: PosClient, within limit: Duration? = nil) async throws -> PrintJob {
    client.onClose = { [weak self] _ in self?.stop() }
    defer { client.onClose = nil }
    let timer = limit.map { Reactor.shared.schedule(after: $0) { [weak self] in self?.stop() } }
    defer { timer?.cancel() }
    if let job, !job.state.isAtRest, !isOver, client.isOpen {
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
    guard change.state.isAtRest else { return }
    if !quiet, let warnings = change.warnings {
      finish()
      for warning in warnings { Console.error.line(warning.text) }
    }
    stop()
  }

  private func stop() {
    isOver = true
    ended?.resume()
    ended = nil
  }

  private func write(_ job: PrintJob) {
    let line = job.line
    if job.state == .blocked {
      guard line != blocked else { return }
      finish()
      Console.error.line(line)
      if let remedy = job.reason?.remedy { Console.error.line("  → \(remedy.inCommandWords)") }
      blocked = line
      shown = ""
    } else if !quiet, line != shown, Console.error.isTerminal {
      shown = line
      Console.error.write("\r\u{1B}[K\(line)")
    }
  }
}

extension PrintJobState {
  /// Nothing changes it any more unless somebody does.
  var isAtRest: Bool { isEnded || self == .uncertain }
}
