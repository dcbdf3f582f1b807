import PosModel
import PosProtocol
import Reactor
import Simulator

/// Lets a simulated device fail, or makes it well again.
enum SimulatorFaultMethod: Method {
  static let permission: Permission? = .admin
  static let summary = "Lets a simulated device fail, or makes it well again."

  static func call(_ params: SimulatorFault, _ call: Call) throws(PosError) -> SimulatorFault.Reply {
    try call.till.order(params.fault, on: call.simulatedName(params.device))
    return Done()
  }
}
