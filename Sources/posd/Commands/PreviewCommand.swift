import ArgumentParser
import Daemon
import EscPos
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd preview FILE`.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Shows what a printer would put on paper, without a printer and without a daemon.",
    discussion: """
      The content becomes bytes as for printing, and the bytes are read back: what is shown is what the printer gets. \
      Commands that the printer does not know, and one that is cut off, are listed with the place where they begin. \
      With --printer the daemon is asked, for its profile and what was learned of it.
      """)

  @Argument(help: "The file; - is standard input.", completion: .file()) var file: String
  @Option(name: .customLong("as"), help: "Its kind, where its name does not tell: text, receipt, markup, image, raw.")
  var kind: ContentKind?
  @Option(name: .long, help: "A picture of the paper goes there.", completion: .file(extensions: ["png"]))
  var png: String?
  @Option(name: .long, help: "Pixels a dot, 1 to 4.") var scale = 1
  @Option(name: .long, help: "For this profile; see posd printer profile. generic-80 without one.") var profile: String?
  @Option(name: .long, help: "For this printer of the daemon.") var printer: String?
  @Option(name: .long, help: "The configuration with profiles of your own.", completion: .file(extensions: ["toml"]))
  var config: String?
  @OptionGroup var options: ClientOptions

  func validate() throws {
    if !(1...4).contains(scale) { throw ValidationError("--scale is 1 to 4") }
    if profile != nil, printer != nil { throw ValidationError("give --profile or --printer, not both") }
  }

  func run() throws {
    let command = self
    try ReactorProgram.run(json: command.options.json) {
      let content = try (command.kind ?? ContentKind(ofFile: command.file)).content(of: command.file)
      if let printer = command.printer {
        let client = try await PosClient.connect(to: command.options.socketPaths)
        try await command.report { try await client.call($0) }.show(content, printer: printer)
      } else {
        try await command.showAlone(content)
      }
    }
  }

  @ReactorActor
  private func report(
    _ ask: @escaping @ReactorActor (PrinterPreview) async throws -> PrinterPreview.Reply
  ) -> PreviewReport {
    PreviewReport(json: options.json, png: png, scale: scale, ask: ask)
  }

  /// In this very process, as the daemon does it.
  @ReactorActor
  private func showAlone(_ content: PrinterPrint.Content) async throws {
    let printers = try PrinterCatalogue.ofThisMachine(config: config)
    let render = RenderProcess()
    defer { render.stop() }
    let preview = PaperPreviewing(content: ReceiptSetting(render: render) { _ in nil }, render: render) { printers }
    let profile = try profile.map { (name) throws(PosError) in try preview.profile(named: name) } ?? printers.generic
    try await report { try await preview.reply(to: $0, for: profile) }.show(content)
  }
}
