import PosModel
import PosProtocol
import Reactor

/// Describes all methods: the OpenRPC document.
enum RpcDiscoverMethod: Method {
  static let permission: Permission? = nil
  static let summary = "Describes all methods: the OpenRPC document."

  static func call(_ params: RpcDiscover, _ call: Call) throws(PosError) -> RpcDiscover.Reply {
    OpenRPC.document(of: call.daemon.methods)
  }
}
