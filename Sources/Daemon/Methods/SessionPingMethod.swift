import PosModel
import PosProtocol
import Reactor

/// Sends the same params back.
enum SessionPingMethod: Method {
  static let permission: Permission? = nil
  static let summary = "Sends the same params back."

  static func call(_ params: SessionPing, _ call: Call) throws(PosError) -> SessionPing.Reply {
    params.value
  }
}
