import PosModel

/// Print jobs that somebody has to look at.
enum JobsCheck: DoctorCheck {
  static let name = "jobs"

  static func findings(in till: TillFacts) -> [Finding] {
    let notices = till.notices.map { warning($0.message, $0.remedy) }
    switch till.jobs {
    case nil: return notices
    case .failure(let error): return notices + [warning("print jobs cannot be seen: \(error.message)", error.remedy)]
    case .success(let jobs):
      return notices + (jobs.isEmpty ? [ok("no print job needs anybody")] : jobs.map(finding))
    }
  }

  private static func finding(_ job: PrintJob) -> Finding {
    let title = job.title.map { " (\($0))" } ?? ""
    guard job.attention || job.state != .blocked else {
      return warning(
        "job \(job.job)\(title) waits for \(job.printer), which the configuration has lost",
        "name that printer in posd.toml again, or give the job up: posd jobs cancel \(job.job)")
    }
    let reason = job.reason.map { ": \($0.message)" } ?? ""
    let meaning =
      job.state == .uncertain
      ? "is uncertain: bytes had left, and nothing proves that they are on paper" : "is \(job.state.rawValue)\(reason)"
    return warning(
      "job \(job.job)\(title) on \(job.printer) \(meaning)",
      "look at the paper, then: posd jobs resolve \(job.job) printed, reprint or dismiss")
  }
}
