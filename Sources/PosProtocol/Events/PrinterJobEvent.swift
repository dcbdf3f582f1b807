import PosModel

/// `printer.job`: a print job has changed its state.
package struct PrinterJobEvent: Event, Hashable {
  package static let type = "printer.job"
  package static let permission = Permission.observe
  package static let summary = "A print job has changed its state."
  package static let members = PrintJob.members

  package var job: PrintJob

  package init(_ job: PrintJob) {
    self.job = job
  }

  package init(from decoder: any Decoder) throws {
    job = try PrintJob(from: decoder)
  }

  package func encode(to encoder: any Encoder) throws {
    try job.encode(to: encoder)
  }
}
