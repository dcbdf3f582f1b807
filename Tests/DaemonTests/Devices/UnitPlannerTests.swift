import Drivers
import PosModel
import Testing
import Transports

@testable import Daemon

/// With the real device database.
@Suite struct UnitPlannerTests {
  /// A HID keyboard interface, as boot keyboards have it.
  private func keyboard(_ port: String, vendor: UInt16, product: UInt16, serial: String? = nil) -> DiscoveredDevice {
    DiscoveredDevice(
      port: port, syspath: "/sys/\(port)", node: "/dev/bus/usb/001/002", bus: 1, number: 2, vendorID: vendor,
      productID: product, serial: serial, interfaces: [.init(number: 0, classCode: 3, subclass: 1, protocol: 1)])
  }

  private func plans(_ devices: [DiscoveredDevice], _ text: String = "") throws -> [UnitPlan] {
    let configuration = try Configuration.parse([("posd.toml", text)])
    return UnitPlanner(configuration: configuration, drivers: builtinDrivers, choose: DriverChoice.fromDatabase)
      .plans(for: devices, knownAs: [:], seen: [])
  }

  @Test func `a keyboard that nobody configured is left alone`() throws {
    #expect(try plans([keyboard("1-1", vendor: 0x046D, product: 0xC31C)]).isEmpty)
  }

  @Test func `a keyboard that the configuration names is a scanner, left unbound on close`() throws {
    let text = "[[device]]\nname = \"front\"\nclass = \"scanner\"\nmatch = { usb = \"046d:c31c\" }"
    let plan = try #require(try plans([keyboard("1-1", vendor: 0x046D, product: 0xC31C)], text).first)
    #expect(plan.driver == HIDKeyboardScanner.name)
    #expect(plan.unit == "usb-046d:c31c@1-1")
    #expect(plan.names == [.scanner: "front"])
    #expect(plan.options.leaveUnbound)
    let kept = try #require(
      try plans([keyboard("1-1", vendor: 0x046D, product: 0xC31C)], text + "\n[daemon]\nleave-unbound = false").first)
    #expect(!kept.options.leaveUnbound)
  }

  @Test func `a keyboard that is no USB device is grabbed only where its node is configured`() throws {
    let text =
      "[[device]]\nname = \"front\"\nclass = \"scanner\"\ntransport = \"evdev:///dev/posd/front\"\nlayout = \"de\""
    let plan = try #require(try plans([], text).first)
    #expect(plan.driver == HIDKeyboardScanner.name)
    #expect(plan.address == .evdev(path: "/dev/posd/front"))
    #expect(plan.transport.kind == .evdev)
    #expect(plan.settings.link == .evdev)
    #expect(plan.settings.keyboard.layout == "de")
    #expect(plan.unit == "evdev-front")
  }

  @Test func `a scanner that is known stays alone where the configuration says so`() throws {
    let scanner = keyboard("1-1", vendor: 0x05E0, product: 0x1200)
    #expect(try plans([scanner]).map(\.driver) == [HIDKeyboardScanner.name])
    #expect(try plans([scanner], "[[device]]\ndriver = \"none\"\nmatch = { usb = \"05e0:1200\" }").isEmpty)
  }

  @Test func `a card reader that types is left alone until it is configured`() throws {
    let reader = keyboard("1-1", vendor: 0xFFFF, product: 0x0035)
    #expect(try plans([reader]).isEmpty)
    let text = "[[device]]\nname = \"cards\"\nclass = \"scanner\"\nmatch = { usb = \"ffff:0035\" }"
    #expect(try plans([reader], text).map(\.driver) == [HIDKeyboardScanner.name])
  }

  @Test func `two that come together with one serial number are told apart by their ports`() throws {
    let text = "[[device]]\nclass = \"scanner\"\nmatch = { usb = \"046d:c31c\" }"
    let devices = ["1-1", "1-2"].map { keyboard($0, vendor: 0x046D, product: 0xC31C, serial: "18025B4D") }
    #expect(try plans(devices, text).map(\.unit) == ["usb-046d:c31c@1-1", "usb-046d:c31c@1-2"])
  }

  @Test func `an id for the configuration alone is the id of the device that comes`() throws {
    let text =
      "[[device]]\nname = \"front\"\nclass = \"scanner\"\nmatch = { usb = \"046d:c31c\", serial = \"18025B4D\" }"
    let absent = try #require(try plans([], text).first)
    let present = try #require(
      try plans([keyboard("1-1", vendor: 0x046D, product: 0xC31C, serial: "18025B4D")], text).first)
    #expect(absent.address == nil)
    #expect(absent.unit == present.unit)
    #expect(absent.id(of: .scanner) == "scanner-usb-046d-c31c-18025B4D")
    let byPort = text.replacing("serial = \"18025B4D\"", with: "port = \"1-1\"")
    #expect(
      try plans([], byPort).map(\.unit)
        == plans([keyboard("1-1", vendor: 0x046D, product: 0xC31C)], byPort).map(\.unit))
  }

  @Test func `the database tells what a configured product will be`() throws {
    let plan = try #require(try plans([], "[[device]]\nname = \"receipt\"\nmatch = { usb = \"04b8:0202\" }").first)
    #expect(plan.driver == EscPosPrinter.name)
    #expect(plan.classes == [.posPrinter, .cashDrawer])
  }

  @Test func `a drawer has its name from its own entry`() throws {
    let text = """
      [[device]]
      name = "hot"
      class = "posPrinter"
      transport = "tcp://192.0.2.10:9100"
      encoding = "cp437"
      [[device]]
      name = "till"
      class = "cashDrawer"
      transport = "tcp://192.0.2.10"
      """
    let plans = try plans([], text)
    #expect(plans.count == 1)
    #expect(plans[0].names == [.posPrinter: "hot", .cashDrawer: "till"])
    #expect(plans[0].settings.encoding == "cp437")
    #expect(plans[0].settings.link == .tcp)
    #expect(!plans[0].options.leaveUnbound)
  }

  @Test func `a serial scanner has the driver for serial lines`() throws {
    let text = "[[device]]\nclass = \"scanner\"\ntransport = \"serial:///dev/ttyS0?baud=19200\"\nframing = \"idle\""
    let plan = try #require(try plans([], text).first)
    #expect(plan.driver == SerialScanner.name)
    #expect(plan.unit == "serial-ttyS0")
    #expect(plan.address == .serial(SerialAddress(path: "/dev/ttyS0", baud: 19_200)))
    #expect(plan.settings.framing == .idle)
    #expect(plan.transport.path == "/dev/ttyS0")
  }
}
