import ArgumentParser
import Logging

/// What `posd run` was asked for.
struct RunOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The socket to listen at.", valueName: "path")) var socket: String?
  @Option(
    name: .long, help: "The configuration; /etc/posd/posd.toml where it exists.",
    completion: .file(extensions: ["toml"]))
  var config: String?
  @Option(
    name: .long,
    help: """
      Where print jobs and what was learned are kept; $STATE_DIRECTORY, else the user's XDG state folder; with --simulate a \
      folder in /tmp that goes with the till.
      """,
    completion: .directory)
  var stateDir: String?
  @Flag(name: .long, help: "Adds the simulated till, and leaves real hardware alone.") var simulate = false
  @Flag(name: .long, help: "With --simulate: real hardware too.") var withHardware = false
  @Option(
    name: .long, help: "Records the traffic of each device there, with letters and digits masked.",
    completion: .directory)
  var record: String?
  @Option(name: .long, help: "debug, info, notice, warning or error.") var logLevel: Logger.Level = .info
  @Flag(name: .long, help: "Says as one line of JSON, on standard output, when it is ready and where it listens.")
  var json = false
}
