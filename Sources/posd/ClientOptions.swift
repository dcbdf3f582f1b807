import ArgumentParser
import Glibc
import PosProtocol

/// The options of every subcommand that talks to the daemon.
struct ClientOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The daemon's socket.", valueName: "path")) var socket: String?

  @Flag(name: .long, help: "Answers as JSON, for programs.") var json = false

  /// Where to look for the daemon, in this order.
  var socketPaths: [String] {
    SocketPath.candidates(named: socket, environment: environmentVariable, uid: getuid())
  }
}
