import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd drawer watch [NAME …]`.
struct DrawerWatchCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Shows each opening and closing as it happens, until interrupted.",
    discussion: """
      Says by whom a drawer was opened: kick (by a program), key (by nobody that posd knows of), and leftOpen when it stays \
      open for longer than left-open in posd.toml.
      """)

  @OptionGroup var options: ClientOptions
  @Argument(help: "Only these drawers, by name or id.") var drawers: [String] = []

  func run(_ client: PosClient) async throws {
    let known = try await client.call(DeviceList(class: .cashDrawer))
    for name in drawers where !known.contains(where: { $0.id == name || $0.name == name }) {
      throw PosError(
        .noSuchDevice, "there is no drawer \"\(name)\"", remedy: "posd devices --class cashDrawer lists them")
    }
    let printer = EventPrinter(json: options.json)
    client.onNotification = { event in printer.show(event) }
    for drawer in known { printer.learn(drawer) }
    _ = try await client.call(
      EventsSubscribe(devices: drawers.isEmpty ? nil : drawers, types: [DrawerStatusEvent.type]))
    if !options.json, Console.error.isTerminal {
      Console.error.line(Style.faint("watching; Ctrl-C ends", on: .error))
    }
    try await client.end()
  }
}
