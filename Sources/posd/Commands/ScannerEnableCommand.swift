import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd scanner enable [NAME]`.
struct ScannerEnableCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Lets a scanner read again.")

  @OptionGroup var options: ClientOptions
  @Argument(help: "Its name or id; may be left out where there is only one.") var scanner: String?

  func run(_ client: PosClient) async throws {
    let reply = try await client.call(ScannerEnable(device: try await client.only(.scanner, named: scanner), on: true))
    if options.json { writeJSONLine(reply) }
  }
}
