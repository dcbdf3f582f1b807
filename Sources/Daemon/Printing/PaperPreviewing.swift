import EscPos
import PosModel
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
  func profile(named name: String) throws(PosError) -> PrinterProfile {
    if let profile = printers().named(name) { return profile }
    throw PosError(
      .illegal, "there is no printer profile \"\(name.prefix(64))\"",
      remedy: printers().nearest(to: name).map { "did you mean \"\($0)\"?" } ?? "see posd printer profile")
  }

  func profile(of printer: DeviceDescription) -> PrinterProfile { content.profile(of: printer) }

  func paper(
    of content: NewJob.Content, for profile: PrinterProfile
  ) async throws(PosError) -> (paper: PaperPreview, bytes: Int) {
    try self.content.check(content)
    let bytes = try await self.content.set(content, for: profile)
    return (PaperPreview(of: bytes, profile: profile), bytes.count)
  }

  func png(_ roll: PaperRoll, scale: Int) async throws(PosError) -> [UInt8] {
    try await render.preview(roll, scale: scale)
  }
}
