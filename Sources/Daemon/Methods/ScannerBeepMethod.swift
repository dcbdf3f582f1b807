import PosModel
import PosProtocol
import Reactor

/// Beeps, where the scanner can do that.
enum ScannerBeepMethod: Method {
  static let permission: Permission? = .input
  static let summary = "Beeps, where the scanner can do that."

  static func call(_ params: ScannerBeep, _ call: Call) throws(PosError) -> ScannerBeep.Reply {
    let device = try call.usableDevice(params.device, class: .scanner)
    throw PosError(
      .unsupported, "The driver \(device.driver) has no scanner that can be made to beep by command", device: device.id)
  }
}
