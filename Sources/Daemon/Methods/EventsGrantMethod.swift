import PosModel
import PosProtocol
import Reactor

/// Allows more data events to a subscription with credit.
enum EventsGrantMethod: Method {
  static let permission: Permission? = nil
  static let summary = "Allows more data events to a subscription with credit."

  static func call(_ params: EventsGrant, _ call: Call) throws(PosError) -> EventsGrant.Reply {
    guard (1...1_000_000).contains(params.n) else { throw PosError(.illegal, "n must be 1 to 1000000") }
    let daemon = call.daemon
    try daemon.events.requireCredit(call.session, params.subscription)
    call.afterAnswer { daemon.events.grant(call.session, params.n, params.subscription) }
    return Done()
  }
}
