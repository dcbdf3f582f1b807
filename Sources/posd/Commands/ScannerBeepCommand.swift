import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd scanner beep [NAME]`.
struct ScannerBeepCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "beep", abstract: "Lets a scanner beep, where it can do that.")

  @OptionGroup var options: ClientOptions
  @Argument(help: "Its name or id; may be left out where there is only one.") var scanner: String?
  @Flag(name: .long, help: "The sound of a bad read.") var bad = false

  func run(_ client: PosClient) async throws {
    let reply = try await client.call(ScannerBeep(device: try await client.only(.scanner, named: scanner), good: !bad))
    if options.json { writeJSONLine(reply) }
  }
}
