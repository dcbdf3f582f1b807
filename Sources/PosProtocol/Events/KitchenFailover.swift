import PosModel

/// `kitchen.failover`: another printer takes a station's tickets from now on; `device` of the event is that printer.
package struct KitchenFailover: Event, Hashable {
  package static let type = "kitchen.failover"
  package static let permission = Permission.observe
  package static let summary = "Another printer takes a station's tickets, or the first one again."
  package static let members = [
    Field("station", .string, "The station's name."),
    Field("from", .string, "The printer that took its tickets until now."),
    Field("to", .string, "The printer that takes them from now on."),
    Field("reason", .nullable(.shared("DeviceReason")), "Why; null: the first printer is well again."),
    Field("moved", .integer(minimum: 0), "How many waiting tickets go with it."),
  ]

  package var station: String
  package var from: String
  package var to: String
  package var reason: DeviceReason?
  package var moved: Int

  package init(station: String, from: String, to: String, reason: DeviceReason?, moved: Int) {
    self.station = station
    self.from = from
    self.to = to
    self.reason = reason
    self.moved = moved
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(station, forKey: .station)
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
    try container.encode(reason, forKey: .reason)
    try container.encode(moved, forKey: .moved)
  }
}
