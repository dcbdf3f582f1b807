import PosModel
import PosProtocol
import Reactor
import Simulator

/// Shows what has come out of a simulated printer.
enum SimulatorPaperMethod: Method {
  static let permission: Permission? = .admin
  static let summary = "Shows what has come out of a simulated printer."

  static func call(_ params: SimulatorPaper, _ call: Call) throws(PosError) -> SimulatorPaper.Reply {
    guard params.format != .png else {
      throw PosError(
        .unsupported, "the simulated printer draws no pictures of its paper",
        remedy: "ask for the format text, or for bytes")
    }
    let paper = try call.till.paper(call.simulatedName(params.printer), clear: params.clear ?? false)
    return SimulatorPaper.Reply(
      text: params.format == .text ? paper.text : nil,
      bytes: params.format == .bytes ? Base64(paper.bytes) : nil,
      cuts: paper.cuts, unknown: paper.unknown.map(Base64.init))
  }
}
