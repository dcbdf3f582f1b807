import PosModel
import PosProtocol
import Reactor

/// Pulls the trigger by command, where the scanner can do that.
enum ScannerTriggerMethod: AsyncMethod {
  static let permission: Permission? = .input
  static let summary = "Pulls the trigger by command, where the scanner can do that."

  static func call(_ params: ScannerTrigger, _ call: Call) async throws(PosError) -> ScannerTrigger.Reply {
    let device = try call.usableDevice(params.device, class: .scanner)
    _ = try await call.daemon.devices.perform(.trigger(params.on), on: device.id)
    return Done()
  }
}
