import Logging
import PosModel
import PosProtocol
import Reactor

/// Says which device a code was scanned with.
enum ScannerIdentifyMethod: AsyncMethod {
  static let permission: Permission? = .admin
  static let summary = "Waits until a code is scanned, and says with which device; free keyboards are heard too."

  static func call(_ params: ScannerIdentify, _ call: Call) async throws(PosError) -> ScannerIdentify.Reply {
    guard (1...ScannerIdentify.longestWait).contains(params.timeoutMs) else {
      throw PosError(.illegal, "timeoutMs must be 1 to \(ScannerIdentify.longestWait)")
    }
    guard params.text.utf8.count <= ScannerIdentify.longestCode else {
      throw PosError(.illegal, "the code is longer than \(ScannerIdentify.longestCode) characters")
    }
    guard call.daemon.identification == nil else {
      throw PosError(.busy, "somebody identifies a scanner already", remedy: "wait until that is done")
    }
    let identification = try ScannerIdentification(expecting: params.text, devices: call.daemon.devices)
    call.daemon.identification = identification
    defer { call.daemon.identification = nil }
    call.daemon.log.notice(
      "keyboards are listened to",
      metadata: ["audit": "identify", "uid": "\(call.session.peer.uid)", "client": "\(call.session.label)"])
    return try await identification.run(for: .milliseconds(params.timeoutMs))
  }
}
