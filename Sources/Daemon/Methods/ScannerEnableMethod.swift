import PosModel
import PosProtocol
import Reactor

/// Switches reading on or off.
enum ScannerEnableMethod: AsyncMethod {
  static let permission: Permission? = .input
  static let summary = "Switches reading on or off."

  static func call(_ params: ScannerEnable, _ call: Call) async throws(PosError) -> ScannerEnable.Reply {
    let device = try call.usableDevice(params.device, class: .scanner)
    _ = try await call.daemon.devices.perform(.enableScanning(params.on), on: device.id)
    return Done()
  }
}
