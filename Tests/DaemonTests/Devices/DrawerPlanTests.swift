import Drivers
import PosModel
import Testing
import Transports

@testable import Daemon

/// What the configuration says of drawers, and what becomes of it.
@Suite struct DrawerPlanTests {
  private func plans(_ text: String, _ devices: [DiscoveredDevice] = []) throws -> [UnitPlan] {
    let configuration = try Configuration.parse([("posd.toml", text)])
    return UnitPlanner(configuration: configuration, drivers: builtinDrivers, choose: DriverChoice.fromDatabase)
      .plans(for: devices, knownAs: [:], seen: [])
  }

  private func problems(_ text: String) -> [String] {
    do throws(ConfigurationError) {
      _ = try Configuration.parse([("posd.toml", text)])
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  private func device(_ name: String, _ keys: String, class deviceClass: String = "cashDrawer") -> String {
    "[[device]]\nname = \"\(name)\"\nclass = \"\(deviceClass)\"\n\(keys)\n"
  }

  private static let tcp = "transport = \"tcp://192.0.2.10\""
  private static let serial = "transport = \"serial:///dev/ttyS0\""

  @Test func `two drawers with their pins are two devices of one printer`() throws {
    let text =
      device("hot", Self.tcp, class: "posPrinter")
      + device("right", Self.tcp + "\npin = 5\npulse = \"200ms\"\npulse-off = \"500ms\"")
      + device("left", Self.tcp + "\npin = 2")
    let plan = try #require(try plans(text).first)
    #expect(plan.devices.map(\.name) == ["hot", "left", "right"])
    #expect(
      plan.devices.map(\.id)
        == ["printer-tcp-192.0.2.10-9100", "drawer-tcp-192.0.2.10-9100", "drawer-tcp-192.0.2.10-9100-pin5"])
    let pulse = DrawerPulse(pin: 5, on: .milliseconds(200), off: .milliseconds(500))
    #expect(plan.drawer("drawer-tcp-192.0.2.10-9100-pin5")?.pulse == pulse)
    #expect(plan.settings.drawerPins == [2, 5])
    #expect(plan.settings.drawerPulse?.pin == 2)
  }

  @Test func `an entry without a pin is the drawer at the connector that is free`() throws {
    let text = device("left", Self.tcp) + device("right", Self.tcp + "\npin = 5")
    let plan = try #require(try plans(text).first)
    #expect(plan.drawers.map(\.name) == ["left", "right"])
    #expect(plan.drawers.map(\.pulse.pin) == [2, 5])
  }

  @Test func `drawer-pins lists what there is`() throws {
    func ids(_ pins: String) throws -> [String] {
      let text = device("hot", Self.tcp + "\ndrawer-pins = \(pins)", class: "posPrinter")
      return try plans(text).flatMap { $0.devices.filter { $0.class == .cashDrawer }.map(\.id) }
    }
    #expect(try ids("[]") == [])
    #expect(try ids("[5]") == ["drawer-tcp-192.0.2.10-9100"])
    #expect(try ids("[2, 5]") == ["drawer-tcp-192.0.2.10-9100", "drawer-tcp-192.0.2.10-9100-pin5"])
  }

  @Test func `one drawer is on the sensor line alone`() throws {
    let alone = try #require(try plans(device("till", Self.tcp + "\npin = 5")).first)
    #expect(alone.settings.drawerPins.isEmpty)
    #expect(alone.settings.drawerPulse?.pin == 5)
    #expect(alone.drawers.map(\.name) == ["till"])
    let usual = try #require(try plans(device("till", Self.tcp)).first)
    #expect(usual.drawers.isEmpty)
    #expect(usual.names[.cashDrawer] == "till")
    #expect(usual.settings.drawerPulse == nil)
  }

  @Test func `drawers of a printer that was never seen are listed by the configuration alone`() throws {
    let match = "match = { usb = \"04b8:0e15\", serial = \"X1Y2\" }"
    let text =
      device("hot", match, class: "posPrinter") + device("left", match + "\npin = 2")
      + device("right", match + "\npin = 5")
    #expect(try plans(text).map { $0.devices.map(\.name) } == [["hot", "left", "right"]])
  }

  @Test func `a kick is of a drawer alone on its line`() throws {
    let keys = "\nkick = \"1B 07\"\nsensor = \"dsr\"\ndrawer-open-level = \"low\""
    let plan = try #require(try plans(device("side", Self.serial + keys)).first)
    #expect(plan.driver == SerialDrawer.name)
    #expect(plan.classes == [.cashDrawer])
    #expect(plan.settings.drawerKick == .bytes([0x1B, 0x07]))
    #expect(plan.settings.drawerLine == .dsr)
    #expect(plan.settings.drawerOpenLevel == .low)
    let named = try #require(try plans(device("side", Self.serial + "\ndriver = \"serial-drawer\"\npin = 5")).first)
    #expect(named.settings.drawerKick == .escP)
    #expect(named.settings.drawerPulse?.pin == 5)
  }

  @Test func `without a kick the drawer on a serial line is that of the printer there`() throws {
    let plan = try #require(try plans(device("till", Self.serial)).first)
    #expect(plan.driver == EscPosPrinter.name)
  }

  @Test func `a Posiflex drawer is known by its USB id, and its number with it`() throws {
    let found = DiscoveredDevice(
      port: "1-1", syspath: "/sys/1-1", node: "/dev/bus/usb/001/002", bus: 1, number: 2, vendorID: 0x0D3A,
      productID: 0x0206, interfaces: [.init(number: 0, classCode: 3, subclass: 0, protocol: 0)])
    let plan = try #require(try plans("", [found]).first)
    #expect(plan.driver == PosiflexDrawer.name)
    #expect(plan.devices.map(\.class) == [.cashDrawer])
    #expect(plan.settings.quirks == ["drawer-6"])
    #expect(throws: Never.self) { try PosiflexDrawer(plan.settings) }
    var bootloader = found
    bootloader.productID = 0x0C23
    #expect(try plans("", [bootloader]).isEmpty)
  }

  @Test(arguments: [
    ("pin = 3", "pin must be 2 or 5"), ("pin = 6", "pin must be between 2 and 5"),
    ("pulse = \"600ms\"", "pulse must be 2ms to 510ms"), ("pulse-off = \"1ms\"", "pulse-off must be 2ms to 510ms"),
    ("kick = \"ding\"", "kick cannot be \"ding\""), ("kick = \"\"", "esc-p, bel, sub, esc-bel, led8"),
    ("sensor = \"rts\"", "sensor"), ("kick = \"bel\"\ndriver = \"escpos-printer\"", "driver must be serial-drawer"),
    ("kik = \"bel\"", "did you mean \"kick\"?"),
  ])
  func `what cannot be is told with its line`(_ keys: String, _ words: String) {
    let found = problems(device("side", Self.serial + "\n" + keys))
    #expect(found.contains { $0.contains(words) && $0.hasPrefix("posd.toml:") }, "\(found)")
  }

  @Test func `a kick over the network, or one that flow control may hold back, is refused`() {
    #expect(problems(device("side", Self.tcp + "\nkick = \"bel\"")).contains { $0.contains("must be a serial line") })
    let held = "transport = \"serial:///dev/ttyS0?flow=hardware\"\nkick = \"bel\""
    #expect(problems(device("side", held)).contains { $0.contains("flow=none") })
  }

  @Test func `two drawers in one place have to be told apart`() {
    let alike = problems(device("a", Self.tcp) + device("b", Self.tcp))
    #expect(alike.contains { $0.contains("\"a\"") && $0.contains("pin = 5") })
    #expect(problems(device("a", Self.tcp) + device("b", Self.tcp + "\npin = 5")).isEmpty)
    let kick = Self.serial + "\nkick = \"bel\""
    #expect(problems(device("a", kick) + device("b", kick)).contains { $0.contains("line to itself") })
    let printer = device("a", Self.serial, class: "posPrinter")
    #expect(problems(printer + device("b", kick)).contains { $0.contains("line to itself") })
  }

  @Test func `the keys of drawers are for drawers`() {
    for key in ["pin = 5", "pulse = \"100ms\"", "kick = \"bel\"", "sensor = \"cts\""] {
      let found = problems(device("hot", Self.serial + "\n" + key, class: "posPrinter"))
      #expect(found.contains { $0.contains("is for a drawer") })
    }
  }
}
