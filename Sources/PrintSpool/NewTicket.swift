import PosModel

/// A ticket of a station as it goes on the disk.
package struct NewTicket: Sendable {
  /// `station` and `day` are given.
  package var job: NewJob
  /// The printer that stands in for `job.printer` now: id and name.
  package var standIn: (id: String, label: String)?
  /// Makes the content when the number is known; nil: the job's content stays.
  package var content: Content?

  package typealias Content = @Sendable (_ number: Int) throws(PosError) -> NewJob.Content

  package init(
    _ job: NewJob, standIn: (id: String, label: String)? = nil, content: Content? = nil
  ) {
    self.job = job
    self.standIn = standIn
    self.content = content
  }
}

/// A ticket that is not ended, as failover looks at it.
package struct OpenTicket: Hashable, Sendable {
  package var id: String
  /// The id of the device.
  package var printer: String
  package var state: PrintJobState
  package var policy: PrintPolicy
  /// Something of it may be on paper, or on its way.
  package var isSuspect: Bool
  /// An attempt is under way.
  package var isUnderWay: Bool
  /// The printers that have tried it.
  package var tried: [String]
}
