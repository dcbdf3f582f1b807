import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd devices`.
struct DevicesCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices", abstract: "Lists the devices, their state, and why one is not ready.")

  @OptionGroup var options: ClientOptions
  @Option(name: .customLong("class"), help: "Only this class: scanner, posPrinter, cashDrawer, …") var deviceClass:
    String?

  func validate() throws {
    if let deviceClass, DeviceClass(rawValue: deviceClass) == nil {
      let known = DeviceClass.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("there is no device class \(deviceClass); the classes are \(known)")
    }
  }

  func run(_ client: PosClient) async throws {
    let devices = try await client.call(DeviceList(class: deviceClass.flatMap(DeviceClass.init(rawValue:))))
    if options.json { return writeJSONLine(devices) }
    if devices.isEmpty {
      Console.out.line("no devices: plug one in, or name one in /etc/posd/posd.toml")
      return
    }
    var table = Table(["STATE", "NAME", "CLASS", "MODEL", "AT", "ID"])
    for device in devices {
      table.add([
        .init(device.state.rawValue, device.state.style), .init(device.name ?? "-"), .init(device.class.rawValue),
        .init(device.makeAndModel), .init(device.transport.summary), .init(device.id, .faint),
      ])
    }
    table.write()
    for device in devices {
      guard let reason = device.reason else { continue }
      Console.out.line("\n\(Style.strong(device.name ?? device.id)): \(reason.message)")
      if let remedy = reason.remedy { Console.out.line("  → \(remedy)") }
    }
  }
}
