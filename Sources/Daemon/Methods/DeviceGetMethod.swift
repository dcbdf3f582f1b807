import PosModel
import PosProtocol
import Reactor

/// Describes one device.
enum DeviceGetMethod: Method {
  static let permission: Permission? = .observe
  static let summary = "Describes one device."

  static func call(_ params: DeviceGet, _ call: Call) throws(PosError) -> DeviceGet.Reply {
    try call.daemon.devices.find(params.device)
  }
}
