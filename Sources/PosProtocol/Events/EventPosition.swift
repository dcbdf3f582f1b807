/// A place in the stream of events.
package struct EventPosition: Codable, Hashable, Sendable {
  /// Of `server.hello`; another epoch means that the daemon was started anew.
  package var epoch: String
  package var seq: UInt64

  package init(epoch: String, seq: UInt64) {
    self.epoch = epoch
    self.seq = seq
  }

  package static let schema: Schema = .object([
    Field("epoch", .string, "As in server.hello."),
    Field("seq", .integer(minimum: 0), "The number of the last event."),
  ])
}
