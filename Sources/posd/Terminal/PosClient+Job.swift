import ArgumentParser
import PosClient
import PosModel
import PosProtocol
import Reactor

extension PosClient {
  /// Prints, shows how it goes and what became of it.
  ///
  /// Throws exit code 1 unless all of it was printed; without `waits` the job as accepted is shown, and that is enough.
  /// `limit` is how long it waits.
  @ReactorActor
  func printAndTell<Order: Request>(
    _ order: Order, json: Bool, waits: Bool = true, within limit: Duration? = nil
  ) async throws where Order.Reply == PrintJob {
    let progress = JobProgress(quiet: json)
    onNotification = { event in progress.show(event) }
    _ = try await call(EventsSubscribe(types: [PrinterJobEvent.type]))
    var job = try await call(order)
    progress.follow(job)
    if waits, !job.state.isEnded { job = try await progress.end(of: job, self, within: limit) }
    progress.finish()
    onNotification = nil
    if !waits, !json { for warning in job.warnings ?? [] { Console.error.line(warning.text) } }
    if json {
      writeJSONLine(job)
    } else {
      job.tell()
    }
    guard waits, job.state != .printed else { return }
    if let limit, !job.state.isAtRest {
      Console.error.line("the job still waits after \(limit.components.seconds) s, and stays with posd")
      Console.error.line("  → posd jobs show \(job.job) tells how it is; posd jobs cancel \(job.job) gives it up")
    }
    throw ExitCode(1)
  }
}

extension PrintJob {
  /// What became of it, and what to do.
  func tell() {
    Console.out.line(line)
    for child in children ?? [] {
      let name = child.name.map { " \($0)" } ?? ""
      let proof = child.state == .printed ? " (\(child.evidence.rawValue))" : ""
      Console.out.line("  copy \(child.copy)\(name) \(child.state.style(child.state.rawValue))\(proof)")
    }
    if state == .uncertain {
      // Whatever the reason advises comes to this, which is a line for the shell.
      Console.out.line("  → look at the paper, then: posd jobs resolve \(job) printed|reprint|dismiss")
    } else if let remedy = reason?.remedy {
      Console.out.line("  → \(remedy.inCommandWords)")
    }
  }
}

extension PrintJobState {
  var style: Style {
    switch self {
    case .printed: .good
    case .queued, .printing: .faint
    case .blocked, .cancelled, .expired: .warning
    case .uncertain, .failed: .bad
    }
  }
}
