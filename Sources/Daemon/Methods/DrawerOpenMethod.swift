import PosModel
import PosProtocol
import Reactor

/// Opens a drawer now, or not at all.
enum DrawerOpenMethod: AsyncMethod {
  static let permission: Permission? = .drawer
  static let summary = "Opens a drawer now, or not at all."

  static func call(_ params: DrawerOpen, _ call: Call) async throws(PosError) -> DrawerOpen.Reply {
    let device = try call.usableDevice(params.drawer, class: .cashDrawer)
    guard case .drawer(let open, _) = try await call.daemon.devices.perform(.openDrawer(nil), on: device.id)
    else { return DrawerOpen.Reply(opened: nil) }
    return DrawerOpen.Reply(opened: open)
  }
}
