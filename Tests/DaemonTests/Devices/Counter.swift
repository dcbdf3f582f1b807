import Drivers
import Logging
import PosModel
import PosTesting
import Reactor

@testable import Daemon

/// A shop counter for tests: a device manager between fakes, and what its observer hears.
@ReactorActor
final class Counter: DeviceObserver {
  enum Note: Hashable, Sendable {
    case added(String)
    case removed(String)
    case changed(String, DeviceState)
    case event(String, DeviceEvent)
  }

  let transports = FakeTransports()
  let discovery = FakeDiscovery()
  let manager: DeviceManager
  let notes = Recorder<Note>()

  /// Devices of 1111 are probe scanners, those of 2222 probe printers; a serial number `SAME` is believed.
  init(_ configuration: Configuration = Configuration()) {
    manager = DeviceManager(
      configuration: configuration, transports: transports, discovery: discovery,
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, seed: 1,
      drivers: [ProbeDriver.self, ProbePrinter.self], choose: Self.choose)
    manager.observer = self
  }

  nonisolated static let choose: DriverChoice.Chooser = { device, matches in
    let configured = matches.indices.filter { index in
      (matches[index].vendorID ?? device.vendorID) == device.vendorID
        && (matches[index].serial ?? device.serial) == device.serial
        && (matches[index].port ?? device.port) == device.port
    }
    let driver: String? = [0x1111: ProbeDriver.name, 0x2222: ProbePrinter.name][Int(device.vendorID)]
    guard let driver else { return [] }
    let vendor = String(device.vendorID, radix: 16)
    return [
      DriverChoice(
        unit: device.serial.map { "usb-\(vendor):0001-\($0)" } ?? "usb-\(vendor):0001@\(device.port)",
        unitByPort: "usb-\(vendor):0001@\(device.port)", driver: driver, interface: 0, link: .usb,
        configured: configured)
    ]
  }

  nonisolated static func scanner(_ port: String, number: Int, serial: String? = nil) -> DiscoveredDevice {
    device(port, number: number, vendor: 0x1111, serial: serial)
  }

  nonisolated static func device(
    _ port: String, number: Int, vendor: UInt16, serial: String? = nil
  ) -> DiscoveredDevice {
    DiscoveredDevice(
      port: port, syspath: "/sys/\(port)", node: "/dev/bus/usb/001/\(number)", bus: 1, number: number, vendorID: vendor,
      productID: 1, serial: serial, interfaces: [.init(number: 0, classCode: 3, subclass: 0, protocol: 0)])
  }

  func state(_ id: String) -> DeviceState? {
    manager.descriptions.first { $0.id == id }?.state
  }

  func device(_ id: String) throws -> DeviceDescription {
    try manager.find(id)
  }

  func wait(for state: DeviceState, of id: String) async throws {
    try await eventually("\(id) is \(state)") { self.state(id) == state }
  }

  func deviceAdded(_ description: DeviceDescription) { notes.record(.added(description.id)) }
  func deviceRemoved(_ description: DeviceDescription) { notes.record(.removed(description.id)) }
  func deviceChanged(_ description: DeviceDescription) {
    notes.record(.changed(description.id, description.state))
  }
  func device(_ description: DeviceDescription, did event: DeviceEvent, at: Instant) {
    notes.record(.event(description.id, event))
  }
}
