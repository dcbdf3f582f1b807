import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd status`.
struct StatusCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows how the daemon is: devices, clients, counters.",
    discussion: "Exit code 0: every device is ready or absent; 1: one is faulted; 2: no daemon.")

  @OptionGroup var options: ClientOptions

  func run(_ client: PosClient) async throws {
    let status = try await client.call(DaemonStatus())
    if options.json {
      writeJSONLine(status)
    } else {
      let out = Console.out
      out.line("posd \(status.version), process \(status.pid), up \(Self.span(status.uptimeSeconds))")
      let devices = status.devices.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      out.line("devices  \(devices.isEmpty ? "none" : devices.joined(separator: ", "))")
      out.line("clients  \(status.sessions), subscriptions \(status.subscriptions), last event \(status.lastEvent)")
      for notice in status.notices ?? [] {
        out.line("notice   \(notice.message.escapingControls)")
        if let remedy = notice.remedy { out.line("         → \(remedy.escapingControls)") }
      }
      for (name, count) in status.counters.sorted(by: { $0.key < $1.key }) where count > 0 {
        out.line("  \(Style.faint(name)) \(count)")
      }
    }
    if status.devices["faulted", default: 0] > 0 { throw ExitCode(1) }
  }

  /// `3 d 4 h`, `12 min`, `7 s`.
  private static func span(_ seconds: Int) -> String {
    switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3_600: "\(seconds / 60) min"
    case ..<86_400: "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
    default: "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h"
    }
  }
}
