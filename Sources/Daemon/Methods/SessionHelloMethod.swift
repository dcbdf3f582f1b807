import PosModel
import PosProtocol
import Reactor

/// Names the client in logs and in claimedBy.
enum SessionHelloMethod: Method {
  static let permission: Permission? = nil
  static let summary = "Names the client in logs and in claimedBy."

  static func call(_ params: SessionHello, _ call: Call) throws(PosError) -> SessionHello.Reply {
    if let version = params.protocol,
      !(ServerHello.oldestProtocolVersion...ServerHello.protocolVersion).contains(version)
    {
      throw PosError(
        .unsupported,
        "This posd speaks protocol \(ServerHello.oldestProtocolVersion) to \(ServerHello.protocolVersion), not \(version)",
        remedy: "Update posd or the program")
    }
    if let client = params.client { call.session.client = ClientName.clean(client) }
    return SessionHello.Reply(
      session: call.session.number, permissions: call.session.permissions.permissions)
  }
}
