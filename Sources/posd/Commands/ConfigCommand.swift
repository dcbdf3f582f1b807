import ArgumentParser
import Daemon
import Glibc
import PosProtocol

/// `posd config`.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Works with the configuration.", subcommands: [Check.self])

  /// `posd config check [FILE]`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks the configuration as the daemon reads it at its start.",
      discussion: """
        Exit code 0: it is good, or there is none, which is good too; 1: it has the errors that are listed, each with file \
        and line.
        """)

    @Argument(
      help: "The file, /etc/posd/posd.toml without one; posd.d/*.toml and profiles.d/*.toml beside it are read too.",
      completion: .file(extensions: ["toml"]))
    var file: String?
    @Flag(help: "Answers as JSON.") var json = false

    func run() throws {
      // As the daemon: what is not there need not be, what was asked for has to.
      guard file != nil || access(Configuration.standardPath, F_OK) == 0 else {
        if json { return writeJSONLine(["problems": [String]()]) }
        return Console.out.line("there is no \(Configuration.standardPath), and posd works without one")
      }
      let file = file ?? Configuration.standardPath
      do throws(ConfigurationError) {
        let configuration = try Configuration.load(path: file)
        if json {
          writeJSONLine(["problems": [String]()])
        } else {
          let devices = configuration.devices.count
          Console.out.line("\(Style.good("ok")) \(file): \(devices) device\(devices == 1 ? "" : "s") named")
        }
      } catch {
        if json {
          writeJSONLine(["problems": error.problems.map(\.description)])
        } else {
          for problem in error.problems { Console.error.line(problem.description) }
        }
        throw ExitCode(1)
      }
    }
  }
}
