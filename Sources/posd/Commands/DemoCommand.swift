import ArgumentParser
import Glibc
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd demo`.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Plays a sale on the simulated till: scan, print, drawer.",
    discussion: "Starts a daemon of its own on a private socket; nothing of this machine's hardware is touched.")

  @Flag(help: "Shows the notifications as JSON.") var json = false

  func run() throws {
    let json = json
    try ReactorProgram.run(json: json) {
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let daemon = try PrivateDaemon(folder: folder.path)
      do {
        try await Sale(client: try await daemon.client(), json: json).play()
      } catch {
        Console.error.write(daemon.log)
        await daemon.stop()
        throw error
      }
      await daemon.stop()
    }
  }
}
