import PosModel
import PosProtocol
import Reactor

/// Beeps, where the scanner can do that.
enum ScannerBeepMethod: AsyncMethod {
  static let permission: Permission? = .input
  static let summary = "Beeps, where the scanner can do that."

  static func call(_ params: ScannerBeep, _ call: Call) async throws(PosError) -> ScannerBeep.Reply {
    let device = try call.usableDevice(params.device, class: .scanner)
    _ = try await call.daemon.devices.perform(.beep(good: params.good), on: device.id)
    return Done()
  }
}
