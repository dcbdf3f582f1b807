import PosModel
import PosProtocol
import Reactor

/// Answers when the drawer is closed.
enum DrawerWaitClosedMethod: AsyncMethod {
  static let permission: Permission? = .observe
  static let summary = "Answers when the drawer is closed."

  private static let longest = 86_400_000

  static func call(_ params: DrawerWaitClosed, _ call: Call) async throws(PosError) -> DrawerWaitClosed.Reply {
    let device = try call.observedDevice(params.drawer)
    guard (0...longest).contains(params.timeoutMs) else {
      throw PosError(.illegal, "timeoutMs must be 0 to \(longest)", device: device.id)
    }
    let drawers = call.daemon.drawers
    let before = drawers.closings(unit: device.unit)
    let state = try await DrawerStatusMethod.state(of: device, call)
    guard let open = state.anyOpen ?? state.open else {
      throw PosError(
        .unsupported, "nobody can tell whether this drawer is open: no sensor was ever seen to work",
        remedy: "open it once with drawer.open: a working sensor shows then", device: device.id)
    }
    guard open else { return DrawerWaitClosed.Reply(closed: true) }
    let timeout = Duration.milliseconds(params.timeoutMs)
    switch try await drawers.waitClosed(unit: device.unit, since: before, timeout: timeout) {
    case .closed: return DrawerWaitClosed.Reply(closed: true)
    case .stillOpen: throw PosError(.timeout, "the drawer is still open", remedy: "close it", device: device.id)
    case .gone:
      throw PosError(
        .offline, "the drawer cannot be asked any more, and was open", remedy: "check its cable", device: device.id)
    }
  }
}
