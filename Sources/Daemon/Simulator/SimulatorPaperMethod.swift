import PosModel
import PosProtocol
import Reactor
import Simulator

/// Shows what has come out of a simulated printer.
enum SimulatorPaperMethod: AsyncMethod {
  static let permission: Permission? = .admin
  static let summary = "Shows what has come out of a simulated printer."

  static func call(_ params: SimulatorPaper, _ call: Call) async throws(PosError) -> SimulatorPaper.Reply {
    let printer = try call.simulatedName(params.printer)
    let paper = try call.till.paper(printer, clear: params.clear ?? false)
    var reply = SimulatorPaper.Reply(cuts: paper.cuts, unknown: paper.unknown.map(Base64.init))
    switch params.format {
    case .text: reply.text = paper.text
    case .bytes: reply.bytes = Base64(paper.bytes)
    case .png:
      guard let preview = call.daemon.preview else {
        throw PosError(.unsupported, "this daemon draws nothing", remedy: "ask for the format text, or for bytes")
      }
      reply.png = Base64(try await preview.png(paper.roll, scale: 1))
    }
    return reply
  }
}
