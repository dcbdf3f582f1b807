import PosModel
import PosProtocol
import Reactor
import Simulator

/// Opens or closes a simulated drawer by hand.
enum SimulatorDrawerMethod: Method {
  static let permission: Permission? = .admin
  static let summary = "Opens or closes a simulated drawer by hand."

  static func call(_ params: SimulatorDrawer, _ call: Call) throws(PosError) -> SimulatorDrawer.Reply {
    try call.till.setDrawer(call.simulatedName(params.drawer), open: params.open)
    return Done()
  }
}
