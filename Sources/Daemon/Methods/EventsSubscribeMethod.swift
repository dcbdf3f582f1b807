import PosModel
import PosProtocol
import Reactor

/// Asks for events from now on, or from a known position.
enum EventsSubscribeMethod: Method {
  static let permission: Permission? = nil
  static let summary = "Asks for events from now on, or from a known position."

  static func call(_ params: EventsSubscribe, _ call: Call) throws(PosError) -> EventsSubscribe.Reply {
    for type in params.types ?? [] {
      guard let permission = eventTypes.first(where: { $0.type == type })?.permission else {
        throw PosError(.illegal, "There is no event type \(type.prefix(64))", remedy: "rpc.discover lists them all")
      }
      try call.require(permission)
    }
    for device in params.devices ?? [] { _ = try call.daemon.devices.find(device) }
    if let credit = params.credit, credit < 0 { throw PosError(.illegal, "credit must not be negative") }
    let events = call.daemon.events
    let position = events.position
    if let after = params.after, after.epoch == position.epoch, after.seq > position.seq {
      throw PosError(.illegal, "after.seq is \(after.seq), and the last event is \(position.seq)")
    }
    let subscription = try events.subscribe(call.session, params)
    call.afterAnswer { events.activate(subscription, after: params.after ?? position) }
    return EventsSubscribe.Reply(subscription: subscription.number, position: position)
  }
}
