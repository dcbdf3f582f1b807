import PosModel
import PosProtocol
import Reactor
import Simulator

/// Plugs a simulated device in; its other faults stay.
enum SimulatorPlugMethod: Method {
  static let permission: Permission? = .admin
  static let summary = "Plugs a simulated device in."

  static func call(_ params: SimulatorPlug, _ call: Call) throws(PosError) -> SimulatorPlug.Reply {
    try call.till.device(call.simulatedName(params.device)).plug()
    return Done()
  }
}
