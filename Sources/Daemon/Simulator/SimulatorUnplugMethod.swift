import PosModel
import PosProtocol
import Reactor
import Simulator

/// Pulls the cable of a simulated device.
enum SimulatorUnplugMethod: Method {
  static let permission: Permission? = .admin
  static let summary = "Pulls the cable of a simulated device."

  static func call(_ params: SimulatorUnplug, _ call: Call) throws(PosError) -> SimulatorUnplug.Reply {
    try call.till.device(call.simulatedName(params.device)).unplug()
    return Done()
  }
}
