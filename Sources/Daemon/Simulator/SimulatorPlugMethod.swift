import PosModel
import PosProtocol
import Reactor
import Simulator

/// Plugs a simulated device in; its other faults stay.
enum SimulatorPlugMethod: Method {
  static let permission: Permission? = .admin
  static let summary = "Plugs a simulated device in, or another scanner in the place of one."

  static func call(_ params: SimulatorPlug, _ call: Call) throws(PosError) -> SimulatorPlug.Reply {
    let name = try call.simulatedName(params.device)
    guard let word = params.kind else {
      try call.till.device(name).plug()
      return Done()
    }
    guard let kind = ScannerKind(rawValue: word) else {
      let kinds = ScannerKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw PosError(.illegal, "there is no scanner \(word)", remedy: "kind is one of \(kinds)")
    }
    try call.till.plug(kind, at: name)
    return Done()
  }
}
