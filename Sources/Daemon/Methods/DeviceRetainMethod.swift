import PosModel
import PosProtocol
import Reactor

/// Keeps a device that another client asked for.
enum DeviceRetainMethod: Method {
  static let permission: Permission? = nil
  static let summary = "Keeps a device that another client asked for."

  static func call(_ params: DeviceRetain, _ call: Call) throws(PosError) -> DeviceRetain.Reply {
    try call.daemon.claims.retain(try call.daemon.devices.find(params.device).id, by: call.session)
    return Done()
  }
}
