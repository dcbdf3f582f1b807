import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd scanner trigger NAME on|off`.
struct ScannerTriggerCommand: ClientCommand {
  /// Pulled, or let go.
  enum Position: String, ExpressibleByArgument, CaseIterable {
    case on, off
  }

  static let configuration = CommandConfiguration(
    commandName: "trigger", abstract: "Pulls the trigger of a scanner by command, or lets it go.")

  @OptionGroup var options: ClientOptions
  @Argument(help: "The scanner's name or id.") var scanner: String
  @Argument(help: "Pulled, or let go.") var position: Position

  func run(_ client: PosClient) async throws {
    let reply = try await client.call(ScannerTrigger(device: scanner, on: position == .on))
    if options.json { writeJSONLine(reply) }
  }
}
