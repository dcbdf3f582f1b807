/// A print job as clients see it: the `Job` of the socket protocol.
package struct PrintJob: Codable, Hashable, Sendable {
  /// A ULID: sorts by the time of acceptance.
  package var job: String
  /// The client's own key: the same key is the same job.
  package var key: String?
  /// The device's name or id.
  package var printer: String
  /// The kitchen station that it was sent to.
  package var station: String?
  /// The number on the ticket, per station and day.
  package var number: Int?
  /// What people call it: a table, an order.
  package var title: String?
  package var policy: PrintPolicy
  package var priority: PrintLane
  /// Of the whole: that of the copy in hand while one waits, then `uncertain` if any copy is.
  package var state: PrintJobState
  /// The weakest of the copies that are printed.
  package var evidence: PrintEvidence
  package var attempt: Int
  package var copy: Int
  package var copies: Int
  /// Each copy, when there are several.
  package var children: [PrintCopy]?
  package var reason: DeviceReason?
  /// Somebody has to look at it: uncertain, expired or failed, and not resolved.
  package var attention: Bool
  /// RFC 3339 in UTC, with milliseconds.
  package var acceptedAt: String
  package var expiresAt: String?
  package var endedAt: String?
  /// True in the answer to a request whose key was known.
  package var duplicate: Bool?
  /// In events only, while a long copy is being sent.
  package var progress: PrintProgress?
  /// Of the last attempt; not kept over a restart, nor when the job has ended.
  package var warnings: [PrintWarning]?

  package init(
    job: String, key: String?, printer: String, station: String? = nil, number: Int? = nil, title: String? = nil,
    policy: PrintPolicy = .atMostOnce, priority: PrintLane = .normal, state: PrintJobState, evidence: PrintEvidence,
    attempt: Int, copy: Int, copies: Int, children: [PrintCopy]? = nil, reason: DeviceReason?, attention: Bool = false,
    acceptedAt: String, expiresAt: String? = nil, endedAt: String?, duplicate: Bool? = nil,
    progress: PrintProgress? = nil
  ) {
    self.job = job
    self.key = key
    self.printer = printer
    self.station = station
    self.number = number
    self.title = title
    self.policy = policy
    self.priority = priority
    self.state = state
    self.evidence = evidence
    self.attempt = attempt
    self.copy = copy
    self.copies = copies
    self.children = children
    self.reason = reason
    self.attention = attention
    self.acceptedAt = acceptedAt
    self.expiresAt = expiresAt
    self.endedAt = endedAt
    self.duplicate = duplicate
    self.progress = progress
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

package enum PrintEvidence: String, Codable, CaseIterable, Hashable, Sendable {
  /// The printer said that it printed this job.
  case confirmed
  /// An in-order status came back after the last byte.
  case processed
  /// The last byte was taken.
  case transmitted
  case none
}

extension PrintEvidence {
  private var strength: Int {
    switch self {
    case .none: 0
    case .transmitted: 1
    case .processed: 2
    case .confirmed: 3
    }
  }

  /// All copies are known as well as the one that is known least.
  package func weaker(_ other: PrintEvidence) -> PrintEvidence {
    strength <= other.strength ? self : other
  }
}

extension PrintJob {
  /// Says null for what is not known, so that every Job has the same members; `children` is there for several copies,
  /// `duplicate` in one answer and `progress` in events only.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(job, forKey: .job)
    try container.encode(key, forKey: .key)
    try container.encode(printer, forKey: .printer)
    try container.encode(station, forKey: .station)
    try container.encode(number, forKey: .number)
    try container.encode(title, forKey: .title)
    try container.encode(policy, forKey: .policy)
    try container.encode(priority, forKey: .priority)
    try container.encode(state, forKey: .state)
    try container.encode(evidence, forKey: .evidence)
    try container.encode(attempt, forKey: .attempt)
    try container.encode(copy, forKey: .copy)
    try container.encode(copies, forKey: .copies)
    try container.encodeIfPresent(children, forKey: .children)
    try container.encode(reason, forKey: .reason)
    try container.encode(attention, forKey: .attention)
    try container.encode(acceptedAt, forKey: .acceptedAt)
    try container.encode(expiresAt, forKey: .expiresAt)
    try container.encode(endedAt, forKey: .endedAt)
    try container.encodeIfPresent(duplicate, forKey: .duplicate)
    try container.encodeIfPresent(progress, forKey: .progress)
    try container.encodeIfPresent(warnings, forKey: .warnings)
  }
}
