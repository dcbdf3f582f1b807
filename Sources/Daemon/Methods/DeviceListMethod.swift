import PosModel
import PosProtocol
import Reactor

/// Lists all devices, absent ones too.
enum DeviceListMethod: Method {
  static let permission: Permission? = .observe
  static let summary = "Lists all devices, absent ones too."

  static func call(_ params: DeviceList, _ call: Call) throws(PosError) -> DeviceList.Reply {
    guard let wanted = params.class else { return call.daemon.devices.descriptions }
    return call.daemon.devices.descriptions.filter { $0.class == wanted }
  }
}
