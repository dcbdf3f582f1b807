import PosModel
import PosProtocol
import Reactor

/// Asks a device how it is (UnifiedPOS CheckHealth).
enum DeviceCheckMethod: AsyncMethod {
  static let permission: Permission? = nil
  static let summary = "Asks a device how it is (UnifiedPOS CheckHealth)."

  static func call(_ params: DeviceCheck, _ call: Call) async throws(PosError) -> DeviceCheck.Reply {
    let external = params.level == .external
    let device =
      external
      ? try call.usableDevice(params.device) : try call.observedDevice(params.device)
    switch try await call.daemon.devices.perform(.check(external: external), on: device.id) {
    case .health(let health): return DeviceCheck.Reply(health: health)
    default: return DeviceCheck.Reply(health: "ok")
    }
  }
}
