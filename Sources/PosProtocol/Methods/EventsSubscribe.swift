import PosModel

/// `events.subscribe`: asks for events from now on, or from a known position.
package struct EventsSubscribe: Request, Hashable {
  package static let method = "events.subscribe"
  package static let params = [
    Field("devices", .array(.string), "Ids or names; nothing means all.", optional: true),
    Field("classes", .array(.words(DeviceClass.self)), "Nothing means all.", optional: true),
    Field(
      "types", .array(.string), "Event types such as scanner.data; nothing means all that this client may see.",
      optional: true),
    Field(
      "after", EventPosition.schema, "The last event that the client has seen: kept events after it come first.",
      optional: true),
    Field(
      "credit", .integer(minimum: 0, maximum: 1_000_000), "At most so many data events until events.grant.",
      optional: true),
  ]
  package static let reply: Schema = .object([
    Field("subscription", .integer(minimum: 1), "Names it for events.unsubscribe and events.grant."),
    Field("position", EventPosition.schema, "Where the stream of events stands."),
  ])

  package var devices: [String]?
  package var classes: [DeviceClass]?
  package var types: [String]?
  package var after: EventPosition?
  package var credit: Int?

  package init(
    devices: [String]? = nil, classes: [DeviceClass]? = nil, types: [String]? = nil, after: EventPosition? = nil,
    credit: Int? = nil
  ) {
    self.devices = devices
    self.classes = classes
    self.types = types
    self.after = after
    self.credit = credit
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var subscription: Int
    package var position: EventPosition

    package init(subscription: Int, position: EventPosition) {
      self.subscription = subscription
      self.position = position
    }
  }
}
