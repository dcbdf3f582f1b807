import PosModel
import PosProtocol
import Reactor

/// Sends bytes of the device's own language, unchecked.
enum DeviceDirectIOMethod: AsyncMethod {
  static let permission: Permission? = .admin
  static let summary = "Sends bytes of the device's own language, unchecked."

  static func call(_ params: DeviceDirectIO, _ call: Call) async throws(PosError) -> DeviceDirectIO.Reply {
    let device = try call.usableDevice(params.device)
    guard case .data(let bytes) = try await call.daemon.devices.perform(.directIO(params.data.bytes), on: device.id)
    else { return DeviceDirectIO.Reply(data: Base64([])) }
    return DeviceDirectIO.Reply(data: Base64(bytes))
  }
}
