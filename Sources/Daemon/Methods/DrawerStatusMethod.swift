import PosModel
import PosProtocol
import Reactor

/// Asks whether a drawer is open.
enum DrawerStatusMethod: AsyncMethod {
  static let permission: Permission? = .observe
  static let summary = "Asks whether a drawer is open."

  static func call(_ params: DrawerStatusGet, _ call: Call) async throws(PosError) -> DrawerStatusGet.Reply {
    let device = try call.observedDevice(params.drawer)
    return try await state(of: device, call)
  }

  static func state(of device: DeviceDescription, _ call: Call) async throws(PosError) -> DrawerStatusGet.Reply {
    guard
      case .drawer(let open, let anyOpen) = try await call.daemon.devices.perform(.drawerStatus(), on: device.id)
    else { return DrawerStatusGet.Reply(open: nil) }
    return DrawerStatusGet.Reply(open: open, anyOpen: anyOpen)
  }
}
