import PosModel

/// The body of one event type; on the wire its members stand beside those of `EventStamp`.
package protocol Event: Codable, Sendable {
  /// The notification's method: `scanner.data`.
  static var type: String { get }
  /// What a client needs to get it.
  static var permission: Permission { get }
  /// Whether it is input: held while nobody takes it, counted against credit, for the claim holder only.
  static var isInput: Bool { get }
  static var summary: String { get }
  static var members: [Field] { get }
}

extension Event {
  package static var isInput: Bool { false }
}

/// What every event carries.
package struct EventStamp: Codable, Hashable, Sendable {
  /// The device's id.
  package var device: String
  /// Ascending, per daemon.
  package var seq: UInt64
  /// When it arrived: RFC 3339 in UTC with milliseconds.
  package var time: String
  /// CLOCK_BOOTTIME at arrival.
  package var uptimeNs: UInt64

  package init(device: String, seq: UInt64, time: String, uptimeNs: UInt64) {
    self.device = device
    self.seq = seq
    self.time = time
    self.uptimeNs = uptimeNs
  }

  package static let members = [
    Field("device", .string, "The device's id."),
    Field("seq", .integer(minimum: 1), "Ascending number of the event in this epoch."),
    Field("time", .time, "When it arrived."),
    Field("uptimeNs", .integer(minimum: 0), "CLOCK_BOOTTIME at arrival, in nanoseconds."),
  ]
}

/// The `params` of an event notification: stamp and body, flat.
package struct EventParams<Body: Event>: Codable, Sendable {
  package var stamp: EventStamp
  package var body: Body

  package init(_ stamp: EventStamp, _ body: Body) {
    self.stamp = stamp
    self.body = body
  }

  package init(from decoder: any Decoder) throws {
    stamp = try EventStamp(from: decoder)
    body = try Body(from: decoder)
  }

  package func encode(to encoder: any Encoder) throws {
    try stamp.encode(to: encoder)
    try body.encode(to: encoder)
  }
}
