import PosModel
import PosProtocol
import Reactor

/// Gives a claimed device back.
enum DeviceReleaseMethod: Method {
  static let permission: Permission? = nil
  static let summary = "Gives a claimed device back."

  static func call(_ params: DeviceRelease, _ call: Call) throws(PosError) -> DeviceRelease.Reply {
    try call.daemon.claims.release(try call.daemon.devices.find(params.device).id, by: call.session)
    return Done()
  }
}
