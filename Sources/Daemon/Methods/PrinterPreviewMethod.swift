import EscPos
import PosModel
import PosProtocol
import Reactor

/// Shows what a printer would put on paper.
enum PrinterPreviewMethod: AsyncMethod {
  static let permission: Permission? = .print
  static let summary = "Shows what a printer would put on paper, without printing it."

  static func call(_ params: PrinterPreview, _ call: Call) async throws(PosError) -> PrinterPreview.Reply {
    guard let preview = call.daemon.preview else {
      throw PosError(.unsupported, "this daemon prints nothing, so it has nothing to show")
    }
    let profile = try profile(params, call, preview)
    let (paper, bytes) = try await preview.paper(of: try params.content.newJobContent(), for: profile)
    var reply = PrinterPreview.Reply(
      width: paper.roll.width, height: paper.roll.height, cuts: paper.lines.cuts, bytes: bytes,
      unknown: paper.unknown.map { .init(offset: $0.offset, bytes: $0.bytes) }, cutOff: paper.cutOff)
    switch params.format {
    case .text: reply.text = paper.lines.text
    case .png: reply.png = Base64(try await preview.png(paper.roll, scale: params.scale ?? 1))
    }
    return reply
  }

  private static func profile(
    _ params: PrinterPreview, _ call: Call, _ preview: PaperPreviewing
  ) throws(PosError) -> PrinterProfile {
    switch (params.printer, params.profile) {
    case (nil, nil): return .generic
    case (nil, let name?): return try preview.profile(named: name)
    case (let printer?, nil): return preview.profile(of: try call.observedDevice(printer))
    default: throw PosError(.illegal, "give a printer or a profile, not both")
    }
  }
}
