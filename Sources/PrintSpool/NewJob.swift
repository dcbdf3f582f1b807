import PosModel

/// A print request as it goes on the disk.
package struct NewJob: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// Set in the printer's encoding when it is printed.
    case text(String)
    /// Passed to the printer untouched.
    case raw([UInt8])
  }

  /// The client's key; the same key for the same printer is the same job.
  package var key: String?
  /// The id of the device.
  package var printer: String
  /// What clients call it: its name, or its id again.
  package var label: String
  package var content: Content
  package var copies: Int
  /// Not printed any more after this many milliseconds.
  package var timeToLive: Int64?
  package var opensDrawer: Bool
  /// The user id of the client.
  package var owner: UInt32?

  package init(
    key: String? = nil, printer: String, label: String? = nil, content: Content, copies: Int = 1,
    timeToLive: Int64? = nil, opensDrawer: Bool = false, owner: UInt32? = nil
  ) {
    self.key = key
    self.printer = printer
    self.label = label ?? printer
    self.content = content
    self.copies = copies
    self.timeToLive = timeToLive
    self.opensDrawer = opensDrawer
    self.owner = owner
  }
}

/// A job that is not ended, as its queue needs it.
package struct PendingJob: Hashable, Sendable {
  package var id: String
  /// The id of the device.
  package var printer: String
  package var state: PrintJobState
  /// Milliseconds since 1970.
  package var expiresAt: Int64?

  package init(id: String, printer: String, state: PrintJobState, expiresAt: Int64?) {
    self.id = id
    self.printer = printer
    self.state = state
    self.expiresAt = expiresAt
  }
}

/// A job with its attempt on the disk: from now on its bytes may leave.
package struct ArmedJob: Hashable, Sendable {
  package var job: PrintJob
  package var content: NewJob.Content
}
