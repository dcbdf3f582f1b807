import PosModel

/// `jobs.resolve`: somebody has looked at the paper of a job.
package struct JobsResolve: Request, Hashable {
  package static let method = "jobs.resolve"
  package static let params = [
    Field("job", .string, "The job's id."),
    Field(
      "as", .words(Verdict.self),
      "printed: it is on paper; reprint: print it again, marked; dismiss: nobody needs it any more."),
    Field("copy", .integer(minimum: 1), "One copy; if not said, all that it can be about.", optional: true),
  ]
  package static let reply = Schema.shared("Job")

  package var job: String
  package var `as`: Verdict
  package var copy: Int?

  package init(job: String, as verdict: Verdict, copy: Int? = nil) {
    self.job = job
    self.as = verdict
    self.copy = copy
  }

  package enum Verdict: String, Codable, CaseIterable, Sendable { case printed, reprint, dismiss }

  package typealias Reply = PrintJob
}
