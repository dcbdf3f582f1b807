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
    return try await preview.reply(to: params, for: profile)
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
