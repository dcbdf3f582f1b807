import EscPos
import PosModel
import PosProtocol
import Reactor

/// Shows a preview: the lines on the terminal, the picture in a file, and what the printer would not understand or the
/// preview cannot show.
@ReactorActor
struct PreviewReport {
  let json: Bool
  /// Where the picture goes; nil for none.
  let png: String?
  let scale: Int?
  /// Asks the daemon, or this very process.
  let ask: @ReactorActor (PrinterPreview) async throws -> PrinterPreview.Reply

  func show(_ content: PrinterPrint.Content, printer: String? = nil, profile: String? = nil) async throws {
    var request = PrinterPreview(content: content, printer: printer, profile: profile, format: .text, scale: scale)
    let reply = try await ask(request)
    if let png {
      request.format = .png
      try writeFile(png, try await ask(request).png?.bytes ?? [])
    }
    if json { return writeJSONLine(reply) }
    // A picture on standard output stands alone there.
    if png != "-" { Console.out.write(reply.text ?? "") }
    for unknown in reply.unknown {
      let bytes = unknown.bytes.bytes.map { hex($0) }.joined(separator: " ")
      let what = CommandName.of(unknown.bytes.bytes).map { "not shown: \($0)" } ?? "unknown command"
      Console.error.line("\(Style.warning(what, on: .error)) at byte \(unknown.offset): \(bytes)")
    }
    for warning in reply.warnings ?? [] { Console.error.line(warning.text) }
    // Of raw content the warning says it.
    if let place = reply.cutOff, reply.warnings?.contains(where: { $0.offset == place }) != true {
      Console.error.line("\(Style.bad("cut off", on: .error)): the command at byte \(place) is not complete")
    }
    if png != "-", Console.out.isTerminal {
      let size =
        "\(reply.width)×\(reply.height) dots, \(reply.bytes) bytes, \(reply.cuts) cut\(reply.cuts == 1 ? "" : "s")"
      Console.error.line(Style.faint(size, on: .error))
    }
  }

  private func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
