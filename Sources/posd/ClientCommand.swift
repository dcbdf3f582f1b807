import ArgumentParser
import Glibc
import PosClient
import PosModel
import PosProtocol
import Reactor

/// A subcommand that talks to the daemon: it gets a connected client and runs on the reactor.
protocol ClientCommand: ParsableCommand, Sendable {
  var options: ClientOptions { get }

  /// Looks at its arguments once more, before it connects.
  func check() throws

  @ReactorActor func run(_ client: PosClient) async throws
}

extension ClientCommand {
  func check() throws {}

  func run() throws {
    try check()
    let command = self
    try ReactorProgram.run(json: command.options.json) { try await command.run(try await command.connect()) }
  }

  @ReactorActor func connect() async throws -> PosClient {
    let client = try await PosClient.connect(to: options.socketPaths)
    _ = try await client.call(SessionHello(client: "posd \(Self._commandName)", protocol: 1))
    return client
  }
}
