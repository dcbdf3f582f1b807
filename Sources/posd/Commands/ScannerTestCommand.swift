import ArgumentParser
import Drivers
import Glibc
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd scanner test [NAME]`.
struct ScannerTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Shows each scan in detail, and says at the end what it thinks of the scanner.",
    discussion: """
      The scanner is claimed meanwhile: the scans of the test reach no POS program. Of payment codes only the first and \
      the last two characters are shown.
      Exit codes: 0 it reads well, 1 it does not, or nothing was scanned, 2 no daemon.
      """)

  @Argument(help: "Its name or id; may be left out where there is only one.") var scanner: String?
  @Option(name: .long, help: "Ends after so many scans; Ctrl-C ends it at any time.") var count: Int?
  @Flag(name: .long, help: "Shows payment codes as they are.") var showSecrets = false
  @Flag(name: .long, help: "Does not claim: the POS programs get the scans too.") var shared = false
  @OptionGroup var options: ClientOptions

  func validate() throws {
    if let count, count < 1 { throw ValidationError("--count is 1 or more") }
  }

  func run() throws {
    // Before any thread starts, so that the reactor alone takes the signals: the verdict comes after Ctrl-C.
    Signals.block([SIGINT, SIGTERM])
    let command = self
    try ReactorProgram.run(json: command.options.json) { try await command.test() }
  }

  @ReactorActor
  private func test() async throws {
    let client = try await PosClient.connect(to: options.socketPaths)
    _ = try await client.call(SessionHello(client: "posd scanner test", protocol: 1))
    let device = try await client.call(DeviceGet(device: try await client.only(.scanner, named: scanner)))
    guard device.class == .scanner else {
      throw PosError(.illegal, "\(device.name ?? device.id) is a \(device.class.rawValue)", remedy: "name a scanner")
    }
    let advice = ScannerAdvice(device)
    let trial = ScannerTrial(json: options.json, showsSecrets: showSecrets, mode: advice.mode, count: count)
    client.onNotification = { trial.take($0) }
    client.onClose = { trial.finish($0 ?? PosError(.offline, "posd has ended", remedy: "see its log")) }
    let signals = try Reactor.shared.onSignal([SIGINT, SIGTERM]) { _ in trial.finish() }
    defer { signals.cancel() }
    if !shared { _ = try await client.call(DeviceClaim(device: device.id)) }
    _ = try await client.call(
      EventsSubscribe(devices: [device.id], types: [ScannerData.type, ScannerLost.type]))
    let name = device.name ?? device.id
    if !options.json, Console.error.isTerminal {
      Console.error.line(Style.faint("scan with \(name); Ctrl-C ends", on: .error))
    }
    try await trial.run()
    let verdict = ScannerVerdict(
      trial.scans, lost: trial.lost, mode: advice.mode, better: advice.better, name: name)
    if options.json { writeJSONLine(verdict) } else { verdict.write(to: .out) }
    if verdict.verdict == .bad { throw ExitCode(1) }
  }
}
