import PosModel
import PosProtocol
import Reactor
import Simulator

/// Puts a code in front of a simulated scanner.
enum SimulatorScanMethod: Method {
  static let permission: Permission? = .admin
  static let summary = "Puts a code in front of a simulated scanner."

  static func call(_ params: SimulatorScan, _ call: Call) throws(PosError) -> SimulatorScan.Reply {
    try call.till.scan(call.simulatedName(params.device), text: params.text, aim: params.aim)
    return Done()
  }
}
