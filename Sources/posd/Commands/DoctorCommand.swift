import ArgumentParser
import Reactor

/// `posd doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Examines the till: what is wrong, what it means, and what to do next.",
    discussion: """
      Looks at the daemon, the configuration, the udev rules, the devices, the drawing of Chinese and the print jobs. \
      Without a daemon it looks at the rest.
      Exit codes: 0 no problem (there may be warnings), 1 problems.
      """)

  @Option(
    name: .long, help: "The configuration; /etc/posd/posd.toml where it exists.",
    completion: .file(extensions: ["toml"]))
  var config: String?
  @Option(
    name: .long,
    help: "Where print jobs are kept, if not where the daemon, $STATE_DIRECTORY or the service's unit says.",
    completion: .directory)
  var stateDir: String?
  @OptionGroup var options: ClientOptions

  func run() throws {
    let command = self
    try ReactorProgram.run(json: command.options.json) {
      let diagnosis = Diagnosis(
        await TillFacts.gather(command.options, config: command.config, stateDir: command.stateDir))
      if command.options.json { writeJSONLine(diagnosis) } else { diagnosis.write(to: .out) }
      if diagnosis.problems > 0 { throw ExitCode(1) }
    }
  }
}
