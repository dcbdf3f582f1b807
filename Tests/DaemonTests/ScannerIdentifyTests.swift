import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing
import Transports

@ReactorActor
struct ScannerIdentifyTests {
  private static let node = "/dev/input/event7"
  private static let ask = #"{"text":"471147114711","timeoutMs":60000}"#

  private static func keyboard(serial: String? = "K1234") -> UnownedKeyboard {
    let interface = DiscoveredDevice.Interface(
      number: 0, classCode: 3, subclass: 1, protocol: 1, driver: "usbhid",
      nodes: [.init(kind: .event, path: node)])
    let device = DiscoveredDevice(
      port: "1-2", syspath: "/sys/devices/usb1/1-2", node: "/dev/bus/usb/001/004", bus: 1, number: 4,
      vendorID: 0x1234, productID: 0x00AB, product: "HID \"Gun\"", serial: serial, interfaces: [interface])
    return UnownedKeyboard(device: device, interface: interface, path: node)
  }

  /// Digits and Enter as a keyboard types them, one key event after the other.
  private static func type(_ digits: String, every pace: Duration, on node: String = node, into till: Till) {
    var time = Reactor.now
    let usages = digits.utf8.map { $0 == 0x30 ? UInt16(0x27) : UInt16($0) - 0x31 + 0x1E } + [0x28]
    for usage in usages {
      for phase in [KeyTransition.Phase.down, .up] {
        till.devices.ears[node]?(.key(KeyTransition(usage: usage, phase: phase), time))
        time = time + pace
      }
    }
  }

  @Test func `the scanner that reads the code is named, and its scan is nobody else's`() async throws {
    let till = Till()
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe")
    client.request(2, "scanner.identify", Self.ask)
    try await client.settle()
    try till.devices.scan("4006381333931")
    try till.devices.scan("471147114711")
    let answer = try await client.answer(2)
    #expect(answer["result"]?["name"] == "front")
    #expect(answer["result"]?["mode"] == "hidpos")
    #expect(answer["result"]?["vid"] == "0c2e")
    #expect(answer["result"]?["configuration"] == nil)
    try await client.settle()
    #expect(client.notifications("scanner.data").map { $0["text"] } == ["4006381333931"])
    // Afterwards the same code is a scan like any other.
    try till.devices.scan("471147114711")
    try await client.settle()
    #expect(client.notifications("scanner.data").count == 2)
  }

  @Test func `a keyboard that types the code as fast as a scanner is found, with the lines that take it`() async throws
  {
    let till = Till()
    till.devices.unownedKeyboards = [Self.keyboard()]
    let client = try till.rawClient()
    client.request(2, "scanner.identify", Self.ask)
    try await client.settle()
    till.devices.ears[Self.node]?(.opened)
    Self.type("471147114711", every: .milliseconds(4), into: till)
    let result = try await client.answer(2)["result"]
    #expect(result?["mode"] == "keyboard")
    #expect(result?["path"] == .string(Self.node))
    #expect(result?["terminator"] == "enter")
    #expect(result?["watched"] == .integer(1))
    #expect(
      result?["configuration"]?.string == """
        [[device]]
        name = "scanner"
        class = "scanner"
        driver = "hid-keyboard-scanner"
        match = { usb = "1234:00ab", serial = "K1234", interface = "03/01/01" }

        """)
    #expect(till.devices.ears.isEmpty)
    #expect(!till.log.lines.contains { $0.contains("4711") })
  }

  @Test func `without a serial number of worth the port is named`() async throws {
    let till = Till()
    till.devices.unownedKeyboards = [Self.keyboard(serial: "000000")]
    let client = try till.rawClient()
    client.request(2, "scanner.identify", Self.ask)
    try await client.settle()
    Self.type("471147114711", every: .milliseconds(4), into: till)
    let lines = try await client.answer(2)["result"]?["configuration"]?.string
    #expect(lines?.contains(#"usb = "1234:00ab", port = "1-2", interface"#) == true)
  }

  @Test func `a scanner on Bluetooth is found by its address, with the rule that gives it a name that stays`()
    async throws
  {
    let till = Till()
    till.devices.unownedKeyboards = [Self.keyboard()]
    till.devices.keyboardNodes = [
      KeyboardNode(
        path: "/dev/input/event9", bus: .bluetooth, vendorID: 0x0A5C, productID: 0x8502, name: "BT Scanner",
        address: "aa:bb:cc:dd:ee:0f")
    ]
    let client = try till.rawClient()
    client.request(2, "scanner.identify", Self.ask)
    try await client.settle()
    till.devices.ears[Self.node]?(.opened)
    till.devices.ears["/dev/input/event9"]?(.opened)
    Self.type("471147114711", every: .milliseconds(4), on: "/dev/input/event9", into: till)
    let result = try await client.answer(2)["result"]
    #expect(result?["product"] == "BT Scanner")
    #expect(result?["serial"] == "aa:bb:cc:dd:ee:0f")
    #expect(result?["vid"] == "0a5c")
    #expect(result?["port"] == nil)
    #expect(result?["path"] == "/dev/input/event9")
    #expect(result?["watched"] == .integer(2))
    let lines = try #require(result?["configuration"]?.string)
    #expect(lines.contains(#"transport = "evdev:///dev/posd/scanner""#) && !lines.contains("match"))
    #expect(lines.contains(#"# udev: SUBSYSTEM=="input", KERNEL=="event*", ENV{ID_INPUT_KEYBOARD}=="1", "#))
    #expect(lines.contains(#"ATTRS{uniq}=="aa:bb:cc:dd:ee:0f""#))
    #expect(till.devices.ears.isEmpty)
  }

  @Test func `a scanner on PS2 is found by the link that it keeps, and one without such a name has no lines`()
    async throws
  {
    let link = "/dev/input/by-path/platform-i8042-serio-1-event-kbd"
    for (node, lines) in [
      (KeyboardNode(path: "/dev/input/event3", bus: .ps2, links: [link]), #"transport = "evdev://\#(link)""#),
      // What a hostile device calls its address never gets into a rule.
      (KeyboardNode(path: "/dev/input/event3", bus: .bluetooth, address: "\"\nRUN+=\"/bin/sh"), nil),
    ] {
      let till = Till()
      till.devices.keyboardNodes = [node]
      let client = try till.rawClient()
      client.request(2, "scanner.identify", Self.ask)
      try await client.settle()
      Self.type("471147114711", every: .milliseconds(4), on: node.path, into: till)
      let result = try await client.answer(2)["result"]
      #expect(result?["mode"] == "keyboard")
      #expect(result?["configuration"]?.string?.contains(lines ?? "") == (lines == nil ? nil : true))
    }
  }

  @Test func `a person who types the code is not a scanner, and closed nodes are named with what opens them`()
    async throws
  {
    let till = Till()
    till.devices.unownedKeyboards = [Self.keyboard()]
    let client = try till.rawClient()
    client.request(2, "scanner.identify", #"{"text":"471147114711","timeoutMs":700}"#)
    try await client.settle()
    Self.type("471147114711", every: .milliseconds(80), into: till)
    till.devices.ears[Self.node]?(.failed(PosError(.permissionDenied, "closed")))
    let error = try await client.answer(2)["error"]
    #expect(error?["data"]?["code"] == "timeout")
    #expect(error?["data"]?["remedy"]?.string?.contains("setfacl -m u:posd:r \(Self.node)") == true)
    #expect(till.devices.ears.isEmpty)
  }

  @Test func `one asks at a time, and nobody listens any more when the client has gone`() async throws {
    let till = Till()
    till.devices.unownedKeyboards = [Self.keyboard()]
    let first = try till.rawClient()
    first.request(2, "scanner.identify", Self.ask)
    try await first.settle()
    let second = try till.rawClient()
    let refusal = try await second.call(3, "scanner.identify", Self.ask)
    #expect(refusal["error"]?["data"]?["code"] == "busy")
    #expect(!till.devices.ears.isEmpty)
    first.stream.close()
    try await eventually("nobody listens") { till.devices.ears.isEmpty && till.daemon.identification == nil }
  }

  @Test func `only an administrator may, and only for a code that means something`() async throws {
    let settings = DaemonSettings().with {
      $0.access = [AccessRule(.user("1000"), allow: [.init([.observe, .input])])]
    }
    let till = Till(settings)
    let operatorClient = try till.rawClient(uid: 1000)
    let refusal = try await operatorClient.call(1, "scanner.identify", Self.ask)
    #expect(refusal["error"]?["data"]?["code"] == "permissionDenied")
    let root = try till.rawClient()
    for params in [
      #"{"text":"47","timeoutMs":1000}"#, #"{"text":"471147114711","timeoutMs":0}"#,
      #"{"text":"\#(String(repeating: "1", count: 65))","timeoutMs":1000}"#,
    ] {
      #expect(try await root.call(2, "scanner.identify", params)["error"]?["data"]?["code"] == "illegal", "\(params)")
    }
  }
}
