import PosModel
import PosProtocol
import Reactor

/// Pulls the trigger by command, where the scanner can do that.
enum ScannerTriggerMethod: Method {
  static let permission: Permission? = .input
  static let summary = "Pulls the trigger by command, where the scanner can do that."

  static func call(_ params: ScannerTrigger, _ call: Call) throws(PosError) -> ScannerTrigger.Reply {
    let device = try call.usableDevice(params.device, class: .scanner)
    throw PosError(
      .unsupported, "The driver \(device.driver) has no scanner that can be pulled by command", device: device.id)
  }
}
