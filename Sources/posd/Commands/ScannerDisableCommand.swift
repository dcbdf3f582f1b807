import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd scanner disable [NAME]`.
struct ScannerDisableCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Keeps a scanner from reading, until it is enabled or opened anew.")

  @OptionGroup var options: ClientOptions
  @Argument(help: "Its name or id; may be left out where there is only one.") var scanner: String?

  func run(_ client: PosClient) async throws {
    let reply = try await client.call(ScannerEnable(device: try await client.only(.scanner, named: scanner), on: false))
    if options.json { writeJSONLine(reply) }
  }
}
