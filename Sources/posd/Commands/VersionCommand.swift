import ArgumentParser

/// `posd version`.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "version", abstract: "Shows the version.")

  @Flag(help: "Answers as JSON.") var json = false

  func run() {
    Console.out.line(json ? #"{"version":"\#(posdVersion)","protocol":1}"# : "posd \(posdVersion), protocol 1")
  }
}
