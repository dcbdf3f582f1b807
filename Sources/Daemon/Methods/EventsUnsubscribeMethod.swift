import PosModel
import PosProtocol
import Reactor

/// Ends a subscription.
enum EventsUnsubscribeMethod: Method {
  static let permission: Permission? = nil
  static let summary = "Ends a subscription."

  static func call(_ params: EventsUnsubscribe, _ call: Call) throws(PosError) -> EventsUnsubscribe.Reply {
    try call.daemon.events.unsubscribe(call.session, params.subscription)
    return Done()
  }
}
