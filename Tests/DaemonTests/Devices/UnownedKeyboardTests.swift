import Drivers
import Logging
import PosModel
import PosTesting
import Reactor
import Testing
import Transports

@testable import Daemon

@ReactorActor
struct UnownedKeyboardTests {
  /// The boot keyboard of HID 1.11, appendix B, as far as it tells what it is: usage page 1, usage 6, a collection.
  private static let keys: [UInt8] = [0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0xC0]
  private static let mouse: [UInt8] = [0x05, 0x01, 0x09, 0x02, 0xA1, 0x01, 0xC0]

  private static func device(
    _ vendor: UInt16, _ product: UInt16, port: String, _ interfaces: [(UInt8, UInt8, [UInt8]?, String)]
  ) -> DiscoveredDevice {
    DiscoveredDevice(
      port: port, syspath: "/sys/devices/\(port)", node: "/dev/bus/usb/001/002", bus: 1, number: 2, vendorID: vendor,
      productID: product, serial: "S1",
      interfaces: interfaces.enumerated().map { number, facts in
        DiscoveredDevice.Interface(
          number: number, classCode: 3, subclass: facts.0, protocol: facts.1, driver: "usbhid",
          reportDescriptor: facts.2, nodes: [.init(kind: .event, path: facts.3)])
      })
  }

  private static func manager(_ devices: [DiscoveredDevice], _ configuration: Configuration = Configuration()) throws
    -> DeviceManager
  {
    let discovery = FakeDiscovery()
    let manager = DeviceManager(
      configuration: configuration, transports: FakeTransports(), discovery: discovery,
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, seed: 1)
    try manager.start()
    discovery.show(devices)
    return manager
  }

  @Test func `keyboards are those with keys that no driver has`() throws {
    let manager = try Self.manager([
      // Nobody's keyboard, and its mouse.
      Self.device(
        0x1234, 0x0001, port: "1-1", [(1, 1, Self.keys, "/dev/input/event1"), (1, 2, Self.mouse, "/dev/input/event2")]),
      // A scanner of the device database (Zebra, keyboard mode).
      Self.device(0x05E0, 0x1200, port: "1-2", [(1, 1, Self.keys, "/dev/input/event3")]),
      // The id of a chip: never taken without configuration.
      Self.device(0x04B4, 0x0100, port: "1-3", [(1, 1, nil, "/dev/input/event4")]),
    ])
    #expect(manager.unownedKeyboards.map(\.path) == ["/dev/input/event1", "/dev/input/event4"])
  }

  @Test func `a keyboard on PS2 that the configuration names is somebody's, by any of its names`() throws {
    let transports = FakeTransports()
    let link = "/dev/input/by-path/platform-i8042-serio-1-event-kbd"
    transports.keyboards = [
      KeyboardNode(path: "/dev/input/event1", bus: .ps2, links: [link]),
      KeyboardNode(path: "/dev/input/event2", bus: .ps2),
    ]
    var configuration = Configuration()
    configuration.devices = [ConfiguredDevice(.evdev(path: link), name: "gun", class: .scanner)]
    let manager = DeviceManager(
      configuration: configuration, transports: transports, discovery: FakeDiscovery(),
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, seed: 1)
    try manager.start()
    let found = Recorder<KeyboardNode>()
    manager.findKeyboardNodes { nodes in nodes.forEach(found.record) }
    #expect(found.values.map(\.path) == ["/dev/input/event2"])
  }

  @Test func `a keyboard that the configuration names is somebody's`() throws {
    var configuration = Configuration()
    configuration.devices = [
      ConfiguredDevice(.match(ConfiguredMatch(port: "1-1")), name: "gun", class: .scanner)
    ]
    let keyboard = Self.device(0x1234, 0x0001, port: "1-1", [(1, 1, Self.keys, "/dev/input/event1")])
    #expect(try Self.manager([keyboard], configuration).unownedKeyboards.isEmpty)
  }
}
