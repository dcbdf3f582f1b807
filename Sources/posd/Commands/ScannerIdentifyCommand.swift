import ArgumentParser
import Daemon
import Drivers
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd scanner identify`.
struct ScannerIdentifyCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "identify", abstract: "Shows a code, and says with which device it was scanned.",
    discussion: """
      posd listens to its scanners, and beside them to the keyboards on USB, Bluetooth and PS/2 that are nobody's, \
      without taking them away; of the keys it keeps nothing. Needs the permission admin. Exit codes: 0 found, 1 nobody has scanned it, 2 no daemon.
      """)

  @OptionGroup var options: ClientOptions
  @Option(name: .long, help: "Waits for this code instead: that of any product at hand.") var code: String?
  @Option(
    name: .long, help: "A picture of the code goes there, for scanners that cannot read screens.",
    completion: .file(extensions: ["png"]))
  var png: String?
  @Option(name: .long, help: "Waits so many seconds.") var timeout = 60

  func validate() throws {
    if !(1...600).contains(timeout) { throw ValidationError("--timeout is 1 to 600") }
    if code != nil, png != nil { throw ValidationError("give --code or --png, not both") }
  }

  func run(_ client: PosClient) async throws {
    let text = code ?? Self.freshCode()
    if code == nil { try await show(text) }
    let console = options.json ? Console.error : .out
    if console.isTerminal || !options.json {
      console.line("scan the code with the scanner that you want to know")
    }
    let reply = try await client.call(ScannerIdentify(text: text, timeoutMs: timeout * 1000))
    if options.json { return writeJSONLine(reply) }
    tell(reply)
  }

  /// Twelve digits that nobody can guess: every layout types them with the same keys, and Code 128 makes them short.
  private static func freshCode() -> String {
    let digits = String(UInt64.random(in: 0..<1_000_000_000_000))
    return String(repeating: "0", count: 12 - digits.utf8.count) + digits
  }

  @ReactorActor
  private func show(_ text: String) async throws {
    let render = RenderProcess()
    defer { render.stop() }
    let picture = try await CodePicture(.code128, text, render: render)
    if let png { return try writeFile(png, try await picture.png()) }
    try picture.write(to: options.json ? .error : .out)
  }

  private func tell(_ reply: ScannerIdentify.Reply) {
    let out = Console.out
    let name = reply.name ?? reply.device ?? "a keyboard that posd has not taken"
    let usb = reply.vid.flatMap { vid in reply.pid.map { "\(vid):\($0)" } }
    let facts = [usb, reply.product, reply.mode.map { "mode \($0)" }, reply.port.map { "port \($0)" }, reply.path]
    out.line("\(Style.good("found")): \(Style.strong(name.escapingControls))")
    out.line("  " + facts.compactMap { $0?.escapingControls }.joined(separator: ", "))
    if let pace = reply.paceMs {
      let ending = reply.terminator.map { "ends with \($0.rawValue)" } ?? "ends with a pause"
      out.line("  layout \(reply.layout ?? "us"), \((pace * 10).rounded() / 10) ms a key, \(ending)")
    }
    if let others = reply.otherLayouts {
      out.line("  it may be one of these layouts too: \(others.joined(separator: ", "))")
    }
    guard let lines = reply.configuration else { return }
    out.line("\nto take it, add this to /etc/posd/posd.toml, make the rules anew (posd rules --config) and replug:")
    out.line()
    out.write(lines)
  }
}
