import EscPos
import PosModel
import PosProtocol
import Reactor

/// Tells what posd takes a printer for, and why.
enum PrinterProfileMethod: Method {
  static let permission: Permission? = .observe
  static let summary = "Tells what posd takes a printer for, and why."

  static func call(_ params: PrinterProfileGet, _ call: Call) throws(PosError) -> PrinterProfileGet.Reply {
    let device = try call.observedDevice(params.printer)
    guard device.class == .posPrinter else {
      throw PosError(.illegal, "\(params.printer) is a \(device.class.rawValue) and has no profile", device: device.id)
    }
    let profile = call.profile(of: device)
    let abilities = call.daemon.learned?.learned.printers[device.id]
    return PrinterProfileGet.Reply(
      profile: profile.id, because: call.daemon.devices.profileOrigin(of: device.id) ?? .generic,
      facts: Dictionary(profile.facts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }),
      evidence: evidence(device, profile), learned: abilities?.facts, learnedAt: abilities?.learnedAt)
  }

  /// What the printer was seen to answer counts before what its profile says; unknown abilities are tried.
  private static func evidence(_ device: DeviceDescription, _ profile: PrinterProfile) -> PrintEvidence {
    if device.capabilities["status"] == .word("none") { return .transmitted }
    let confirms = device.capabilities["processID"].map { $0 == .flag(true) } ?? (profile.status.processID == true)
    if confirms { return .confirmed }
    return profile.status.inOrder == false ? .transmitted : .processed
  }
}
