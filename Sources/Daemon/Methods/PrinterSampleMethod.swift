import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Prints lines from which a person sees what a printer can do.
enum PrinterSampleMethod: AsyncMethod {
  static let permission: Permission? = .admin
  static let summary = "Prints lines from which a person sees what a printer can do."

  static func call(_ params: PrinterSample, _ call: Call) async throws(PosError) -> PrintJob {
    let device = try call.usableDevice(params.printer, class: .posPrinter)
    let bytes = try LearnedSample.bytes(for: call.profile(of: device), codePages: params.codePages ?? [])
    return try await call.accept(.raw(bytes), on: device, title: "posd printer learn")
  }
}
