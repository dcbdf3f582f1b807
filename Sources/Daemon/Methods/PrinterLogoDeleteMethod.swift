import EscPos
import PosModel
import PosProtocol
import Reactor

/// Removes a logo from a printer's memory.
enum PrinterLogoDeleteMethod: AsyncMethod {
  static let permission: Permission? = .admin
  static let summary = "Removes a logo from a printer's memory."

  static func call(_ params: PrinterLogoDelete, _ call: Call) async throws(PosError) -> PrinterLogoDelete.Reply {
    let device = try call.usableDevice(params.printer, class: .posPrinter)
    let command = try LogoCommand.delete(params.key, profile: call.profile(of: device))
    // A printer that does not say what it keeps is told to delete all the same.
    if let keys = try await LogoKeys.read(device, call), !keys.contains(params.key) {
      throw PosError(
        .illegal, "the printer keeps no logo \(params.key)", remedy: LogoKeys.advice(keys), device: device.id)
    }
    _ = try await call.daemon.devices.perform(.directIO(command), on: device.id)
    return Done()
  }
}
