import ArgumentParser

/// `posd scanner`.
struct ScannerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scanner", abstract: "Finds, tests, switches and controls scanners.",
    subcommands: [
      ScannerIdentifyCommand.self, ScannerModeCommand.self, ScannerTestCommand.self, ScannerBeepCommand.self,
      ScannerTriggerCommand.self, ScannerEnableCommand.self, ScannerDisableCommand.self,
    ])
}
