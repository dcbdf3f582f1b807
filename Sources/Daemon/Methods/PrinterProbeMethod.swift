import PosModel
import PosProtocol
import Reactor

/// Asks a printer at rest what it can answer; what it does not know it may print as text.
enum PrinterProbeMethod: AsyncMethod {
  static let permission: Permission? = .admin
  static let summary = "Asks a printer at rest what it can answer; what it does not know it may print as text."

  static func call(_ params: PrinterProbe, _ call: Call) async throws(PosError) -> ProbedAbilities {
    let device = try call.usableDevice(params.printer, class: .posPrinter)
    guard case .abilities(let abilities) = try await call.daemon.devices.perform(.probe, on: device.id) else {
      return ProbedAbilities()
    }
    return abilities
  }
}
