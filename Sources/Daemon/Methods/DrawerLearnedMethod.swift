import Drivers
import PosModel
import PosProtocol
import Reactor

/// Keeps which level of a drawer's sensor means open, forgets it, or only tells it.
enum DrawerLearnedMethod: AsyncMethod {
  static let permission: Permission? = .admin
  static let summary = "Keeps which level of a drawer's sensor means open, forgets it, or only tells it."

  static func call(_ params: DrawerLearned, _ call: Call) async throws(PosError) -> DrawerLearned.Reply {
    let store = try call.learned
    let device = try call.usableDevice(params.drawer, class: .cashDrawer)
    guard device.driver != PosiflexDrawer.name else {
      throw PosError(
        .unsupported, "this drawer says itself whether it is open: nothing is to be learned", device: device.id)
    }
    switch (params.openLevel, params.forget ?? false) {
    case (_?, true): throw PosError(.illegal, "openLevel and forget cannot be asked for together")
    case (let level?, false):
      try await store.set(
        LearnedDrawer(device: device.id, learnedAt: WallClock.now.text, openLevel: level), of: device.id)
    case (nil, true): try await store.set(nil as LearnedDrawer?, of: device.id)
    case (nil, false): break
    }
    // While the printer is opened anew it says nothing.
    let level = params.openLevel == nil && params.forget != true ? try await level(of: device, call) : nil
    return DrawerLearned.Reply(openLevel: store.learned.drawers[device.id]?.openLevel, level: level)
  }

  private static func level(of device: DeviceDescription, _ call: Call) async throws(PosError) -> DrawerLevel? {
    guard case .drawerLevel(let isHigh?) = try await call.daemon.devices.perform(.drawerLevel, on: device.id) else {
      return nil
    }
    return isHigh ? .high : .low
  }
}
