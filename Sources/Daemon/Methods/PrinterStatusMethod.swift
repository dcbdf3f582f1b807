import PosModel
import PosProtocol
import Reactor

/// Asks the printer how it is.
enum PrinterStatusMethod: AsyncMethod {
  static let permission: Permission? = .observe
  static let summary = "Asks the printer how it is."

  static func call(_ params: PrinterStatusGet, _ call: Call) async throws(PosError) -> PrinterStatus {
    let device = try call.observedDevice(params.printer)
    guard case .printerStatus(let status) = try await call.daemon.devices.perform(.printerStatus, on: device.id) else {
      return PrinterStatus()
    }
    return status
  }
}
