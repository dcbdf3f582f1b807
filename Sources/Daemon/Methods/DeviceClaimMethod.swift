import PosModel
import PosProtocol
import Reactor

/// Takes a device for this client alone.
enum DeviceClaimMethod: AsyncMethod {
  static let permission: Permission? = nil
  static let summary = "Takes a device for this client alone."

  static func call(_ params: DeviceClaim, _ call: Call) async throws(PosError) -> DeviceClaim.Reply {
    let device = try call.daemon.devices.find(params.device)
    try call.require(device.class.usePermission)
    guard let timeout = ClaimTimeout.duration(params.timeoutMs) else {
      throw PosError(.illegal, "timeoutMs must be 0 to \(ClaimTimeout.limit)", device: device.id)
    }
    let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<String, PosError>, Never>) in
      call.daemon.claims.claim(device.id, for: call.session, timeout: timeout) { continuation.resume(returning: $0) }
    }
    return DeviceClaim.Reply(claim: try result.get())
  }
}
