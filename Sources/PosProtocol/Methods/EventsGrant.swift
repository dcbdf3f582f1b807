/// `events.grant`: allows more data events to a subscription with credit.
package struct EventsGrant: Request, Hashable {
  package typealias Reply = Done

  package static let method = "events.grant"
  package static let params = [
    Field("n", .integer(minimum: 1, maximum: 1_000_000), "How many more."),
    Field(
      "subscription", .integer(minimum: 1), "Which one; nothing means all of this client's with credit.", optional: true
    ),
  ]
  package static let reply: Schema = Done.schema

  package var n: Int
  package var subscription: Int?

  package init(n: Int, subscription: Int? = nil) {
    self.n = n
    self.subscription = subscription
  }
}
