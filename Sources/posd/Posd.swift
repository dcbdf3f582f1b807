import ArgumentParser

/// The one binary: `posd run` is the daemon, every other subcommand is a tool.
@main
struct Posd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "posd",
    abstract: "The device daemon of a point of sale: scanners, printers, cash drawers over one Unix socket.",
    discussion: """
      Start with `posd demo` to see a sale on the simulated till, then `posd run`.
      A subcommand finds the daemon by --socket, else POSD_SOCKET, else /run/posd/posd.sock, else the socket of a daemon \
      that you started yourself.
      Exit codes: 0 done, 1 refused or failed, 2 no daemon, 64 wrong usage.
      """,
    version: posdVersion,
    subcommands: [
      CompletionsCommand.self, ConfigCommand.self, DemoCommand.self, DeviceCommand.self, DevicesCommand.self,
      DoctorCommand.self, DrawerCommand.self, JobsCommand.self, KitchenCommand.self, MonitorCommand.self,
      PreviewCommand.self, PrintCommand.self, PrinterCommand.self, RulesCommand.self, RunCommand.self,
      ScannerCommand.self, StatusCommand.self, VersionCommand.self,
    ])
}
