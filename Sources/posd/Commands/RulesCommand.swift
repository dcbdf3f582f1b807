import ArgumentParser
import Drivers

/// `posd rules`.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Prints the udev rules of the device database.",
    discussion: "Installed as /lib/udev/rules.d/72-posd.rules.")

  @Flag(help: "Answers as JSON.") var json = false

  func run() throws {
    let text = UdevRules.text()
    if json {
      writeJSONLine(["rules": text])
    } else {
      Console.out.write(text)
    }
  }
}
