import ArgumentParser
import Daemon
import Drivers
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd scanner mode NAME`.
struct ScannerModeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mode", abstract: "Says which mode a scanner is in, which one is better, and how to set it.",
    discussion: """
      NAME is a connected scanner, or a model: DS2208. For a model no daemon is needed. Where the contents of the code \
      that sets the mode are known, it is drawn on the terminal, with the source, which says whether that is the maker or \
      somebody else; a laser needs it on paper: --png FILE. No code for HID POS is known.
      """)

  @Argument(help: "A connected scanner's name or id, or a model.") var name: String?
  @Flag(name: .long, help: "Lists all models that posd knows.") var list = false
  @Option(name: .long, help: "The code for this mode instead of the best: hidpos, serial, snapi, oem, keyboard.")
  var to: ScannerMode?
  @Option(name: .long, help: "A picture of the code goes there.", completion: .file(extensions: ["png"]))
  var png: String?
  @OptionGroup var options: ClientOptions

  func validate() throws {
    if list == (name != nil) { throw ValidationError("give a scanner, or --list") }
  }

  func run() throws {
    let command = self
    try ReactorProgram.run(json: command.options.json) {
      guard let name = command.name else { return command.listAll() }
      try await command.advise(try await command.find(name), name)
    }
  }

  private func listAll() {
    if options.json { return writeJSONLine(KnownScanner.all) }
    var table = Table(["MAKER", "MODEL", "BEST", "MODES", "CODE"])
    for scanner in KnownScanner.all {
      table.add([
        .init(scanner.vendor), .init(scanner.model), .init(scanner.best.title, .good),
        .init(scanner.modes.map(\.mode.title).joined(separator: ", ")),
        .init(scanner.codes.isEmpty ? "-" : scanner.codes.map(\.mode.title).joined(separator: ", "), .faint),
      ])
    }
    table.write()
  }

  /// A device of the daemon by its very name, else models; without a daemon models alone.
  @ReactorActor
  private func find(_ name: String) async throws -> ScannerAdvice {
    let connected = try await connected()
    let devices = connected.devices
    if let device = devices.first(where: { $0.id == name || $0.name == name }) { return ScannerAdvice(device) }
    let models = KnownScanner.named(name)
    if !models.isEmpty { return ScannerAdvice(models) }
    let suggestion = nearestWord(to: name, in: KnownScanner.all.flatMap { [$0.model, $0.name] })
    if let offline = connected.offline, suggestion == nil {
      // It may well be a device's name.
      throw offline
    }
    let words =
      devices.flatMap { [$0.name, $0.id].compactMap(\.self) } + KnownScanner.all.flatMap { [$0.model, $0.name] }
    throw PosError(
      .noSuchDevice, "there is neither a scanner nor a model \"\(name)\"",
      remedy: nearestWord(to: name, in: words).map { "did you mean \"\($0)\"?" }
        ?? "posd scanner mode --list lists models")
  }

  /// The scanners of the daemon, or that there is none.
  @ReactorActor
  private func connected() async throws(PosError) -> (devices: [DeviceDescription], offline: PosError?) {
    do throws(PosError) {
      let client = try await PosClient.connect(to: options.socketPaths)
      let devices = try await client.call(DeviceList(class: .scanner))
      client.close()
      return (devices, nil)
    } catch {
      if error.code == .offline { return ([], error) }
      throw error
    }
  }

  @ReactorActor
  private func advise(_ advice: ScannerAdvice, _ name: String) async throws {
    let target = to ?? advice.better
    let code = target.flatMap { advice.code(for: $0) }
    if !options.json {
      advice.write(to: .out, name: name)
    } else {
      writeJSONLine(advice)
    }
    guard let code else {
      guard png != nil || to != nil else { return }
      throw PosError(
        .unsupported, "the contents of the code for \(target?.title ?? "it") are not known",
        remedy: advice.scanners.first?.switching ?? "scan it from the scanner's manual")
    }
    if options.json, png == nil { return }
    let render = RenderProcess()
    defer { render.stop() }
    let picture = try await CodePicture(code.symbology, code.data, render: render)
    if let png { return try writeFile(png, try await picture.png()) }
    Console.out.line("\nscan this for \(code.mode.title):\n")
    try picture.write(to: .out)
    Console.out.line(Style.faint("source of the code: \(code.source)"))
  }
}

extension ScannerMode: ExpressibleByArgument {}
