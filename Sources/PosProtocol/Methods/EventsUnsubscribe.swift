/// `events.unsubscribe`: ends a subscription.
package struct EventsUnsubscribe: Request, Hashable {
  package typealias Reply = Done

  package static let method = "events.unsubscribe"
  package static let params = [
    Field("subscription", .integer(minimum: 1), "As events.subscribe answered.")
  ]
  package static let reply: Schema = Done.schema

  package var subscription: Int

  package init(subscription: Int) {
    self.subscription = subscription
  }
}
