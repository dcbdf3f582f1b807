import PosModel

/// `jobs.list`: the print jobs that are known, newest first.
package struct JobsList: Request, Hashable {
  package static let method = "jobs.list"
  package static let params = [
    Field("printer", .string, "A printer's or a station's name, or a printer's id; nothing means all.", optional: true),
    Field("state", .words(PrintJobState.self), "Nothing means all.", optional: true),
    Field("states", .array(.words(PrintJobState.self)), "Any of these; nothing means all.", optional: true),
    Field("attention", .boolean, "true: only what somebody has to look at.", optional: true),
    Field("since", .string, "The id of a job: it and what was accepted later.", optional: true),
    Field("before", .string, "The id of a job: what was accepted earlier; the next page.", optional: true),
    Field("limit", .integer(minimum: 1, maximum: 1000), "How many; 1000 if not said.", optional: true),
  ]
  package static let reply: Schema = .array(.shared("Job"))

  package var printer: String?
  package var state: PrintJobState?
  package var states: [PrintJobState]?
  package var attention: Bool?
  package var since: String?
  package var before: String?
  package var limit: Int?

  package init(
    printer: String? = nil, state: PrintJobState? = nil, states: [PrintJobState]? = nil, attention: Bool? = nil,
    since: String? = nil, before: String? = nil, limit: Int? = nil
  ) {
    self.printer = printer
    self.state = state
    self.states = states
    self.attention = attention
    self.since = since
    self.before = before
    self.limit = limit
  }

  package typealias Reply = [PrintJob]
}
