import ArgumentParser

/// `posd printer`.
struct PrinterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "printer", abstract: "Shows, tests and learns printers.",
    subcommands: [
      PrinterStatusCommand.self, PrinterTestCommand.self, PrinterProfileCommand.self, PrinterLearnCommand.self,
      PrinterLogoCommand.self,
    ], defaultSubcommand: PrinterStatusCommand.self)
}
