import PosModel

/// `jobs.cancel`: gives a print job up.
package struct JobsCancel: Request, Hashable {
  package static let method = "jobs.cancel"
  package static let params = [Field("job", .string, "The job's id.")]
  package static let reply = Schema.shared("Job")

  package var job: String

  package init(job: String) {
    self.job = job
  }

  package typealias Reply = PrintJob
}
