import PosModel

/// `jobs.get`: one print job.
package struct JobsGet: Request, Hashable {
  package static let method = "jobs.get"
  package static let params = [Field("job", .string, "The job's id.")]
  package static let reply = Schema.shared("Job")

  package var job: String

  package init(job: String) {
    self.job = job
  }

  package typealias Reply = PrintJob
}
