import ArgumentParser
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd monitor`.
struct MonitorCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor", abstract: "Shows events as they happen, until interrupted.",
    discussion: """
      With --json each line is the notification as it is on the socket. Payment codes are masked in the readable form.
      It takes input away from nobody who has claimed a device, but held input that nobody has taken is shown here.
      """)

  @OptionGroup var options: ClientOptions
  @Option(name: .long, help: "Only this device; may be repeated.") var device: [String] = []
  @Option(name: .long, help: "Only this event type, such as scanner.data; may be repeated.") var type: [String] = []

  func run(_ client: PosClient) async throws {
    let printer = EventPrinter(json: options.json)
    client.onNotification = { event in printer.show(event) }
    if !options.json {
      // Before the first event, which may come ahead of the answer: input that was held for somebody.
      for description in try await client.call(DeviceList()) { printer.learn(description) }
    }
    _ = try await client.call(
      EventsSubscribe(devices: device.isEmpty ? nil : device, types: type.isEmpty ? nil : type))
    if !options.json, Console.error.isTerminal {
      Console.error.line(Style.faint("waiting for events; Ctrl-C ends", on: .error))
    }
    try await client.end()
  }
}
