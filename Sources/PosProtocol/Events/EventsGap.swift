/// `events.gap`: events that matched a subscription and are not to be had any more.
package struct EventsGap: Codable, Hashable, Sendable {
  package static let method = "events.gap"
  package static let members = [
    Field("from", .integer(minimum: 0), "The first that is missing; 0 when the daemon was started anew since."),
    Field("to", .integer(minimum: 0), "The last that is missing."),
  ]

  package var from: UInt64
  package var to: UInt64

  package init(from: UInt64, to: UInt64) {
    self.from = from
    self.to = to
  }
}
