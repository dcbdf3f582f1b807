import PosModel
import PosProtocol
import Reactor

/// Sends each dish of an order to its station, all tickets or none.
enum KitchenOrderMethod: AsyncMethod {
  static let permission: Permission? = .print
  static let summary = "Sends each dish of an order to its station, all tickets or none."

  static func call(_ params: KitchenOrder, _ call: Call) async throws(PosError) -> KitchenOrder.Reply {
    var reply = try await call.kitchen.order(params, owner: call.session.peer.uid) { (device) throws(PosError) in
      try call.daemon.claims.requireUsable(device.id, by: call.session)
    }
    if !call.unknownMembers.isEmpty { reply.warnings = call.unknownMembers }
    guard params.wait == .done else { return reply }
    for index in reply.jobs.indices {
      let accepted = reply.jobs[index]
      reply.jobs[index] = try await call.printing.waitForEnd(accepted.job)
      reply.jobs[index].duplicate = accepted.duplicate
    }
    return reply
  }
}
