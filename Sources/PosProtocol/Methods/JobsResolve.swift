import PosModel

/// `jobs.resolve`: somebody has looked at the paper of an uncertain job.
package struct JobsResolve: Request, Hashable {
  package static let method = "jobs.resolve"
  package static let params = [
    Field("job", .string, "The job's id."),
    Field("as", .words(Verdict.self), "printed: it is on paper; reprint: print it again."),
  ]
  package static let reply = Schema.shared("Job")

  package var job: String
  package var `as`: Verdict

  package init(job: String, as verdict: Verdict) {
    self.job = job
    self.as = verdict
  }

  package enum Verdict: String, Codable, CaseIterable, Sendable { case printed, reprint }

  package typealias Reply = PrintJob
}
