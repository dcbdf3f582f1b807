import EscPos
import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Shows what a printer would put on paper: content becomes bytes as for printing, and the emulator reads them back.
@ReactorActor
package final class PaperPreviewing {
  private let content: ReceiptSetting
  private let render: RenderProcess
  /// The profiles that posd and the technician know.
  private let printers: @ReactorActor () -> PrinterCatalogue

  package init(
    content: ReceiptSetting, render: RenderProcess, printers: @escaping @ReactorActor () -> PrinterCatalogue
  ) {
    self.content = content
    self.render = render
    self.printers = printers
  }

  /// Throws `illegal` with the nearest name.
  package func profile(named name: String) throws(PosError) -> PrinterProfile {
    if let profile = printers().named(name) { return profile }
    throw PosError(
      .illegal, "there is no printer profile \"\(name.prefix(64))\"",
      remedy: printers().nearest(to: name).map { "did you mean \"\($0)\"?" } ?? "see posd printer profile")
  }

  func profile(of printer: DeviceDescription) -> PrinterProfile { content.profile(of: printer) }

  /// The answer to `printer.preview`.
  package func reply(
    to params: PrinterPreview, for profile: PrinterProfile
  ) async throws(PosError) -> PrinterPreview.Reply {
    // It starts while the content is set.
    if params.format == .png { render.warmUp() }
    let content = try params.content.newJobContent()
    try self.content.check(content, for: nil)
    let set = try await self.content.set(content, for: profile)
    let paper = try await self.content.paper(of: set.bytes, for: profile)
    var reply = PrinterPreview.Reply(
      width: paper.roll.width, height: paper.roll.height, cuts: paper.lines.cuts, bytes: set.bytes.count,
      unknown: paper.unknown.map { .init(offset: $0.offset, bytes: $0.bytes) }, cutOff: paper.cutOff)
    if !set.warnings.isEmpty { reply.warnings = set.warnings }
    switch params.format {
    case .text: reply.text = paper.lines.text
    case .png: reply.png = Base64(try await png(paper.roll, scale: params.scale ?? 1))
    }
    return reply
  }

  /// A picture in the dots of a printer.
  func draw(_ picture: Picture) async throws(PosError) -> Bitmap {
    guard let bitmap = try await render.draw([.picture(picture)]).first else {
      throw PosError(.failure, "the picture was not drawn")
    }
    return bitmap
  }

  func png(_ roll: PaperRoll, scale: Int) async throws(PosError) -> [UInt8] {
    try await render.preview(roll, scale: scale)
  }
}
