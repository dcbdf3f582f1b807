import PosModel
import PosProtocol
import Reactor

/// Asks whether a drawer is open.
enum DrawerStatusMethod: AsyncMethod {
  static let permission: Permission? = .observe
  static let summary = "Asks whether a drawer is open."

  static func call(_ params: DrawerStatusGet, _ call: Call) async throws(PosError) -> DrawerStatusGet.Reply {
    let device = try call.observedDevice(params.drawer)
    return DrawerStatusGet.Reply(open: try await isOpen(device, call))
  }

  static func isOpen(_ device: DeviceDescription, _ call: Call) async throws(PosError) -> Bool? {
    guard case .drawer(let open) = try await call.daemon.devices.perform(.drawerStatus, on: device.id) else {
      return nil
    }
    return open
  }
}
