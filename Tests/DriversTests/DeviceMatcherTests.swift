import Drivers
import HIDReports
import PosModel
import PosTesting
import Testing

@Suite struct DeviceMatcherTests {
  private typealias Interface = DiscoveredDevice.Interface

  private func device(
    _ vendor: UInt16, _ product: UInt16, name: String? = nil, serial: String? = nil, port: String = "1-1",
    _ interfaces: [DiscoveredDevice.Interface]
  ) -> DiscoveredDevice {
    DiscoveredDevice(
      port: port, syspath: "/sys/devices/\(port)", node: "/dev/bus/usb/001/002", bus: 1, number: 2, vendorID: vendor,
      productID: product, product: name, serial: serial, interfaces: interfaces)
  }

  private let keyboard = Interface(
    number: 0, classCode: 3, subclass: 1, protocol: 1, driver: "usbhid",
    reportDescriptor: ScannerVectors.keyboardDescriptor)
  private let pos = Interface(
    number: 1, classCode: 3, subclass: 0, protocol: 0, driver: "usbhid", reportDescriptor: ScannerVectors.hhpDescriptor,
    nodes: [.init(kind: .hidraw, path: "/dev/hidraw3")])
  private let printer = Interface(number: 0, classCode: 7, subclass: 1, protocol: 2, driver: "usblp")
  private let serialPort = Interface(
    number: 0, classCode: 2, subclass: 2, protocol: 1, driver: "cdc_acm",
    nodes: [.init(kind: .tty, path: "/dev/ttyACM0")])
  private let serialData = Interface(number: 1, classCode: 0x0A, subclass: 0, protocol: 0)

  private func drivers(_ device: DiscoveredDevice, _ configured: [ConfiguredMatch] = []) -> [String?] {
    DeviceMatcher.match(device: device, configured: configured).map(\.driver)
  }

  @Test func `a keyboard that nobody configured or positively identified is never touched`() throws {
    let plain = device(0x046D, 0xC31C, name: "USB Keyboard Scanner", [keyboard])
    let binding = try #require(DeviceMatcher.match(device: plain).first)
    #expect(binding.driver == nil)
    #expect(binding.why.contains("a keyboard that nobody configured"))
    for rule in DeviceTable.rules where rule.driver == HIDKeyboardScanner.name {
      #expect(rule.productID != nil, "\(rule.model)")
    }
  }

  @Test func `a device that the configuration refuses is left alone, by udev too`() throws {
    let refusal = ConfiguredMatch(vendorID: 0x05E0, productID: 0x1200, port: "1-1.4", driver: ConfiguredMatch.noDriver)
    var scanner = device(0x05E0, 0x1200, [keyboard])
    scanner.port = "1-1.4"
    #expect(drivers(scanner, [refusal]) == [nil])
    scanner.port = "1-1.3"
    #expect(drivers(scanner, [refusal]) == ["hid-keyboard-scanner"])
    let rules = UdevRules.text(configured: [refusal]).split(separator: "\n")
    let lines = rules.filter { $0.contains("1-1.4") }
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasSuffix("ENV{POSD}=\"no\"") })
  }

  @Test func `a configured keyboard is a scanner`() throws {
    let plain = device(0x046D, 0xC31C, [keyboard])
    #expect(
      drivers(plain, [ConfiguredMatch(vendorID: 0x046D, productID: 0xC31C, port: "1-1")]) == ["hid-keyboard-scanner"])
    #expect(drivers(plain, [ConfiguredMatch(vendorID: 0x046D, productID: 0xC31C, port: "1-2")]) == [nil])
    let printerEntry = ConfiguredMatch(vendorID: 0x046D, productID: 0xC31C, class: .posPrinter)
    #expect(drivers(plain, [printerEntry]) == [nil])
  }

  @Test func `the pinned entry comes before the other, whatever their order`() throws {
    let scanner = device(0x05E0, 0x1200, serial: "S9", [keyboard])
    let entries = [
      ConfiguredMatch(vendorID: 0x05E0), ConfiguredMatch(vendorID: 0x05E0, serial: "S9"), ConfiguredMatch(port: "9-9"),
    ]
    let binding = try #require(DeviceMatcher.match(device: scanner, configured: entries).first)
    #expect(binding.configured == [1, 0])
    #expect(binding.why == "configured by usb 05e0, serial S9")
  }

  @Test func `a composite scanner is one device, on its HID POS interface`() {
    let composite = device(0x0C2E, 0x0B6A, [keyboard, pos])
    let bindings = DeviceMatcher.match(device: composite)
    #expect(bindings.map(\.driver) == [nil, "hidpos-scanner"])
    #expect(bindings.map(\.link) == [nil, .usb])
    #expect(bindings[0].why.contains("HID POS interface"))
  }

  @Test func `a known scanner is matched without its descriptor, which a claim hides`() {
    var claimed = pos
    claimed.reportDescriptor = nil
    #expect(drivers(device(0x0C2E, 0x0B6A, [claimed])) == ["hidpos-scanner"])
  }

  @Test func `any HID POS interface is a scanner, on hidraw`() throws {
    let unknown = device(0x9999, 0x0001, [pos])
    let binding = try #require(DeviceMatcher.match(device: unknown).first)
    #expect(binding.driver == "hidpos-scanner")
    #expect(binding.link == .hidraw)
    #expect(binding.node == "/dev/hidraw3")
  }

  @Test func `a CDC scanner takes its port once it is there`() throws {
    let scanner = device(0x05E0, 0x1701, [serialPort, serialData])
    let bindings = DeviceMatcher.match(device: scanner)
    #expect(bindings.map(\.driver) == ["serial-scanner", nil])
    #expect(bindings[0].node == "/dev/ttyACM0")
    #expect(bindings[0].quirks == ["cdc"])
    var early = serialPort
    early.nodes = []
    let before = DeviceMatcher.match(device: device(0x05E0, 0x1701, [early, serialData]))
    #expect(before[0].driver == nil)
    #expect(before[0].why.contains("no serial port (tty) yet"))
  }

  @Test func `printers bind by class, but not those of another language`() throws {
    #expect(drivers(device(0x9999, 1, [printer])) == ["escpos-printer"])
    let star = DeviceMatcher.match(device: device(0x0519, 0x0047, [printer]))
    #expect(star[0].driver == nil)
    #expect(star[0].why.contains("StarPRNT"))
    #expect(drivers(device(0x0519, 0x7777, [printer])) == [nil])
    #expect(drivers(device(0x0519, 0x000B, [printer])) == ["escpos-printer"])
    #expect(drivers(device(0x1203, 0x0140, [printer])) == [nil])
  }

  @Test func `the vendor-class Epson is known by its id`() throws {
    var vendorClass = printer
    vendorClass.classCode = 0xFF
    vendorClass.subclass = 0
    vendorClass.protocol = 0
    let binding = try #require(DeviceMatcher.match(device: device(0x04B8, 0x0202, [vendorClass])).first)
    #expect(binding.driver == "escpos-printer")
    #expect(binding.quirks == ["vendor-class"])
    #expect(drivers(device(0x04B8, 0x1234, [vendorClass])) == [nil])
  }

  @Test func `ids of chips bind only with matching strings and class, or by configuration`() throws {
    #expect(drivers(device(0x0416, 0x5011, name: "USB thing", [printer])) == [nil])
    #expect(drivers(device(0x0416, 0x5011, name: "pos58 printer", [printer])) == ["escpos-printer"])
    var bridge = serialPort
    bridge.classCode = 0xFF
    let adapter = device(0x1A86, 0x7523, port: "1-1.4", [bridge])
    #expect(drivers(adapter) == [nil])
    #expect(DeviceMatcher.match(device: adapter)[0].why.contains("chip"))
    #expect(drivers(adapter, [ConfiguredMatch(port: "1-1.4")]) == ["serial-scanner"])
    #expect(drivers(adapter, [ConfiguredMatch(port: "1-1.4", class: .posPrinter)]) == ["escpos-printer"])
  }

  @Test func `a row for a keyboard does not take another kind of interface`() {
    var mouse = keyboard
    mouse.protocol = 2
    mouse.reportDescriptor = hex("0501 0902 A101 C0")
    #expect(drivers(device(0x05E0, 0x1200, [mouse])) == [nil])
  }

  @Test func `every row's driver is there and is one of its class`() {
    for rule in DeviceTable.rules {
      guard let name = rule.driver else { continue }
      let driver = builtinDrivers.first { $0.name == name }
      #expect(driver != nil, "\(name)")
      #expect(rule.class.map { driver?.classes.contains($0) == true } == true, "\(rule.model)")
    }
  }

  @Test func `match reads what the configuration writes and names the key that does not read`() throws {
    let match = try ConfiguredMatch(usb: "0c2e:0b6a", serial: "X", interface: "03/*/01", hid: "008c:02")
    #expect(match.productID == 0x0B6A)
    #expect(match.interface == InterfacePattern(3, nil, 1))
    #expect(match.hid == .barcodeScanner)
    for (usb, interface, hid) in [
      ("c2e:0b6a", "03", "1:2"), ("0c2e:0b6a:1", "3/1", "g:1"), ("+c2e", "03/01/01/01", ":"),
    ] {
      #expect(throws: PosError.self) { try ConfiguredMatch(usb: usb) }
      #expect(throws: PosError.self) { try ConfiguredMatch(usb: nil, interface: interface == "03" ? "" : interface) }
      #expect(throws: PosError.self) { try ConfiguredMatch(usb: nil, hid: hid == "1:2" ? "1" : hid) }
    }
    #expect(throws: PosError.self) { try ConfiguredMatch(usb: nil) }
  }
}

@Suite struct DeviceIdentityTests {
  private func device(_ serial: String?, port: String = "1-1.3") -> DiscoveredDevice {
    DiscoveredDevice(
      port: port, syspath: "", node: "", bus: 1, number: 2, vendorID: 0x0C2E, productID: 0x0B6A, serial: serial)
  }

  @Test func `a serial number that can be trusted is the identity`() {
    let identity = DeviceIdentity(device("18025B4D"))
    #expect(identity.unit == "usb-0c2e:0b6a-18025B4D")
    #expect(identity.device(.scanner) == "scanner-usb-0c2e-0b6a-18025B4D")
  }

  @Test(arguments: [nil, "", "0", "00000000", "1111111111", "123456789", "000000000001", "00", "A B", "S\u{7F}", "ＡＢ１"])
  func `one that says nothing leaves the port`(_ serial: String?) {
    #expect(DeviceIdentity(device(serial)).unit == "usb-0c2e:0b6a@1-1.3")
  }

  @Test func `two units with one serial number go by their ports`() {
    let both = [device("18025B4D"), device("18025B4D", port: "1-1.4")]
    #expect(DeviceIdentity(both[0], present: both).unit == "usb-0c2e:0b6a@1-1.3")
    #expect(DeviceIdentity(both[1], present: both).unit == "usb-0c2e:0b6a@1-1.4")
    #expect(DeviceIdentity(both[0], quirks: ["no-serial-number"]).unit == "usb-0c2e:0b6a@1-1.3")
  }

  @Test func `several interfaces of a class are told apart`() {
    #expect(DeviceIdentity(device("18025B4D"), interface: 1).device(.scanner) == "scanner-usb-0c2e-0b6a-18025B4D-if1")
  }
}
