import PosModel

/// `jobs.list`: the print jobs that are known, newest first.
package struct JobsList: Request, Hashable {
  package static let method = "jobs.list"
  package static let params = [
    Field("printer", .string, "A printer's id or name; nothing means all.", optional: true),
    Field("state", .words(PrintJobState.self), "Nothing means all.", optional: true),
    Field("since", .string, "The id of a job: it and what was accepted later.", optional: true),
  ]
  package static let reply: Schema = .array(.shared("Job"))

  package var printer: String?
  package var state: PrintJobState?
  package var since: String?

  package init(printer: String? = nil, state: PrintJobState? = nil, since: String? = nil) {
    self.printer = printer
    self.state = state
    self.since = since
  }

  package typealias Reply = [PrintJob]
}
