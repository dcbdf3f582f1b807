import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd device NAME`.
struct DeviceCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "device", abstract: "Shows all that is known of one device.")

  @OptionGroup var options: ClientOptions
  @Argument(help: "Its name or id.") var name: String

  func run(_ client: PosClient) async throws {
    let device = try await client.call(DeviceGet(device: name))
    if options.json { return writeJSONLine(device) }
    let out = Console.out
    out.line("\(Style.strong(device.name ?? device.id))  \(device.state.style(device.state.rawValue))")
    var facts: [(String, String?)] = [
      ("id", device.id), ("class", device.class.rawValue), ("make", device.makeAndModel), ("serial", device.serial),
      ("at", device.transport.summary),
      ("usb", device.transport.vid.flatMap { vid in device.transport.pid.map { "\(vid):\($0)" } }),
      ("driver", device.driver), ("unit", device.unit), ("claimed by", device.claimedBy),
    ]
    facts += device.capabilities.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }
    facts += device.statistics.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
    let width = facts.map { terminalWidth($0.0) }.max() ?? 0
    for case (let name, let value?) in facts {
      out.line("  \(Style.faint(name))\(String(repeating: " ", count: width - terminalWidth(name) + 2))\(value)")
    }
    if let reason = device.reason {
      out.line("\n\(reason.message)")
      if let remedy = reason.remedy { out.line("  → \(remedy)") }
    }
  }
}
