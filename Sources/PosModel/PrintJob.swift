/// A print job as clients see it: the `Job` of the socket protocol.
package struct PrintJob: Codable, Hashable, Sendable {
  /// A ULID: sorts by the time of acceptance.
  package var job: String
  /// The client's own key: the same key is the same job.
  package var key: String?
  /// The device's name or id.
  package var printer: String
  package var state: PrintJobState
  package var evidence: PrintEvidence
  package var attempt: Int
  package var copy: Int
  package var copies: Int
  package var reason: DeviceReason?
  /// RFC 3339 in UTC, with milliseconds.
  package var acceptedAt: String
  package var endedAt: String?
  /// True in the answer to a request whose key was known.
  package var duplicate: Bool?

  package init(
    job: String, key: String?, printer: String, state: PrintJobState, evidence: PrintEvidence, attempt: Int, copy: Int,
    copies: Int, reason: DeviceReason?, acceptedAt: String, endedAt: String?, duplicate: Bool? = nil
  ) {
    self.job = job
    self.key = key
    self.printer = printer
    self.state = state
    self.evidence = evidence
    self.attempt = attempt
    self.copy = copy
    self.copies = copies
    self.reason = reason
    self.acceptedAt = acceptedAt
    self.endedAt = endedAt
    self.duplicate = duplicate
  }
}

package enum PrintJobState: String, Codable, CaseIterable, Hashable, Sendable {
  case queued, printing
  /// Waiting for paper, cover, the link; `reason` says for what.
  case blocked
  case printed
  /// Bytes had left and there is no proof either way.
  case uncertain
  case expired, cancelled, failed

  /// Whether the job can still change by itself.
  package var isEnded: Bool {
    switch self {
    case .queued, .printing, .blocked, .uncertain: false
    case .printed, .expired, .cancelled, .failed: true
    }
  }
}

package enum PrintEvidence: String, Codable, Hashable, Sendable {
  /// The printer said that it printed this job.
  case confirmed
  /// An in-order status came back after the last byte.
  case processed
  /// The last byte was taken.
  case transmitted
  case none
}

extension PrintJob {
  /// Says null for what is not known, so that every Job has the same members; `duplicate` is in one answer only.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(job, forKey: .job)
    try container.encode(key, forKey: .key)
    try container.encode(printer, forKey: .printer)
    try container.encode(state, forKey: .state)
    try container.encode(evidence, forKey: .evidence)
    try container.encode(attempt, forKey: .attempt)
    try container.encode(copy, forKey: .copy)
    try container.encode(copies, forKey: .copies)
    try container.encode(reason, forKey: .reason)
    try container.encode(acceptedAt, forKey: .acceptedAt)
    try container.encode(endedAt, forKey: .endedAt)
    try container.encodeIfPresent(duplicate, forKey: .duplicate)
  }
}
