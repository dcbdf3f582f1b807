import PrintSpool

/// The slip that lists what was not printed in time.
enum ExpirySlip {
  /// `more` is how many there are beyond `jobs`.
  static func text(_ jobs: [ExpiredJob], more: Int, titles: [String: String] = [:], chinese: Bool) -> String {
    var lines = [
      chinese ? "【过期未打印】 \(jobs.count + more)" : "*** EXPIRED, NOT PRINTED *** \(jobs.count + more)"
    ]
    for job in jobs {
      let number = job.number.map { "#\($0)" }
      let what = job.title ?? job.key ?? String(job.id.suffix(8))
      let words = [LocalTime.clock(job.acceptedAt), job.station.map { titles[$0] ?? $0 }, number, what]
      lines.append(words.compactMap { $0 }.joined(separator: " "))
    }
    if more > 0 { lines.append(chinese ? "另有 \(more)" : "and \(more) more") }
    return lines.joined(separator: "\n") + "\n"
  }
}
