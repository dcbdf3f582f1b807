import PosModel

/// A job that is not ended, as its queue needs it.
package struct PendingJob: Hashable, Sendable {
  package var id: String
  /// The id of the device.
  package var printer: String
  package var lane: PrintLane
  package var state: PrintJobState
  /// Milliseconds since 1970.
  package var expiresAt: Int64?
  /// A copy of it was begun: it goes on before any other job.
  package var isInHand: Bool

  package init(
    id: String, printer: String, lane: PrintLane = .normal, state: PrintJobState = .queued, expiresAt: Int64?,
    isInHand: Bool = false
  ) {
    self.id = id
    self.printer = printer
    self.lane = lane
    self.state = state
    self.expiresAt = expiresAt
    self.isInHand = isInHand
  }
}

/// The next copy of a job, read for its attempt; nothing of it has left.
package struct PreparedCopy: Hashable, Sendable {
  package var job: PrintJob
  package var copy: Int
  /// 商户联, 顾客联.
  package var name: String?
  /// Milliseconds since 1970.
  package var acceptedAt: Int64
  /// The number that the attempt will have.
  package var attempt: Int
  package var content: NewJob.Content
  /// When a first attempt began that may have left something on paper, in milliseconds since 1970.
  package var suspectSince: Int64?
  /// Somebody asked for it again.
  package var isReprint: Bool
  /// What the printer is called that the job was meant for, when it was moved to another.
  package var origin: String?
  /// The time to tear it off before the next copy, in milliseconds.
  package var tearPause: Int
  package var predecessor: StaleMemory?
}

/// A job whose time passed, as the slip lists it.
package struct ExpiredJob: Hashable, Sendable {
  package var id: String
  package var key: String?
  package var title: String?
  package var number: Int?
  package var station: String?
  /// Milliseconds since 1970.
  package var acceptedAt: Int64
}

/// How somebody resolves a job that needs attention.
package enum JobVerdict: Hashable, Sendable {
  /// It is on paper.
  case printed
  case reprint
  /// Nobody needs it any more.
  case dismiss
}
