import Drivers
import Glibc
import Logging
import PosClient
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Simulator
import Testing
import Transports

@testable import Daemon

/// A daemon on the simulated till, as `posd run --simulate` wires it, with a client.
@ReactorActor
final class SimulatedDaemon {
  let till: SimulatedTill
  let manager: DeviceManager
  let daemon: Daemon
  let notifications = Recorder<ServerLine>()

  init(_ configuration: Configuration = Configuration()) throws {
    till = try SimulatedTill(kitchenPort: 0)
    let log = LogRecorder()
    let logger = Logger(label: "posd", factory: { _ in log })
    manager = DeviceManager(
      configuration: configuration.adding(till),
      transports: SimulatedTransports(till, system: SystemTransports()), discovery: SimulatedDiscovery(till),
      log: logger, seed: 1)
    daemon = Daemon(settings: DaemonSettings(), devices: manager, methods: simulatorMethods, log: logger)
    daemon.till = till
    try manager.start()
  }

  func client() async throws -> PosClient {
    var pair: [CInt] = [0, 0]
    _ = try syscall("socketpair") { socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) }
    daemon.listener.accept(OwnedDescriptor(pair[0]), PeerCredentials(pid: 1, uid: 0, gid: 0))
    let client = try PosClient(OwnedDescriptor(pair[1]))
    client.onNotification = { [notifications] in notifications.record($0) }
    _ = try await client.waitForGreeting()
    return client
  }

  /// Waits until every device of the till can be used.
  func ready() async throws {
    try await eventually("all devices are ready") {
      till.names.allSatisfy { name in
        manager.descriptions.contains { $0.name == name && $0.state == .ready }
      }
    }
  }

  func stop() {
    manager.stop {}
    daemon.stop()
    till.stop()
  }
}

@ReactorActor
@Suite struct SimulatorMethodTests {
  private func code<Value>(_ body: () async throws -> Value) async -> PosError.Code? {
    do {
      _ = try await body()
      return nil
    } catch {
      return (error as? PosError)?.code
    }
  }

  @Test func `all devices of the till become ready under their names`() async throws {
    let setup = try SimulatedDaemon()
    try await setup.ready()
    let classes = setup.till.names.map { name in setup.manager.descriptions.first { $0.name == name }?.class }
    #expect(classes == [.scanner, .scanner, .posPrinter, .cashDrawer, .posPrinter, .cashDrawer])
    setup.stop()
  }

  @Test func `a name that the configuration gives stays the configuration's`() throws {
    var configuration = Configuration()
    configuration.devices.append(ConfiguredDevice(.tcp(host: "192.0.2.10", port: 9100), name: "kitchen"))
    let till = try SimulatedTill(kitchenPort: 0)
    let names = configuration.adding(till).devices.map(\.name)
    #expect(names == ["kitchen", "front", "hand", "receipt", "side-drawer", "till-drawer"])
    till.stop()
  }

  @Test func `every kind of scanner can be plugged in at the front, and its scans are those of front`() async throws {
    let setup = try SimulatedDaemon()
    try await setup.ready()
    let client = try await setup.client()
    _ = try await client.call(EventsSubscribe(types: [ScannerData.type]))
    var scans = 0
    for kind in ScannerKind.allCases {
      _ = try await client.call(SimulatorPlug(device: "front", kind: kind.rawValue))
      let usb = kind.device()
      try await eventually("\(kind) is ready") {
        setup.manager.descriptions.contains {
          $0.name == "front" && $0.state == .ready && $0.transport.vid == hex(usb.vendorID, digits: 4)
            && $0.transport.pid == hex(usb.productID, digits: 4)
        }
      }
      // IBM's scanners read when they were told to, a composite one reports when it was.
      try await eventually("\(kind) reads") {
        guard let scanner = setup.till.ports[0].scanner else { return false }
        return !scanner.preventsReading && scanner.isRedirected == (kind == .youjie)
      }
      _ = try await client.call(SimulatorScan(device: "front", text: "4006381333931"))
      scans += 1
      let expected = scans
      let arrived = { setup.notifications.values.filter { $0.method == ScannerData.type } }
      try await eventually("a scan of \(kind)") { arrived().count == expected }
      let scan = try #require(try arrived().last?.params(ScannerData.self))
      #expect(scan.text == "4006381333931", "\(kind)")
      #expect((scan.keys == nil) == (kind != .keyboard && kind != .altKeyboard), "\(kind)")
    }
    #expect(await code { try await client.call(SimulatorPlug(device: "front", kind: "laser")) } == .illegal)
    #expect(await code { try await client.call(SimulatorPlug(device: "receipt", kind: "oem")) } == .illegal)
    #expect(await code { try await client.call(SimulatorPlug(device: "kitchen", kind: "oem")) } == .illegal)
    setup.stop()
  }

  @Test func `each kind of scanner is a word of the schema and is explained`() throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    let file = try #require(fopen(root + "/docs/simulator.md", "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    let guide = String(decoding: bytes, as: UTF8.self)
    #expect(SimulatorPlug.params.last?.schema == .words(ScannerKind.allCases.map(\.rawValue)))
    for kind in ScannerKind.allCases { #expect(guide.contains("`\(kind.rawValue)`")) }
  }

  @Test func `what is shown to a scanner arrives as an event`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    _ = try await client.call(EventsSubscribe(types: ["scanner.data"]))
    for (name, text) in [("front", "4006381333931"), ("hand", "0123456789")] {
      _ = try await client.call(SimulatorScan(device: name, text: text))
    }
    try await setup.notifications.wait(for: "two scans") { $0.count { $0.method == "scanner.data" } == 2 }
    setup.stop()
  }

  @Test func `an unplugged device is absent, and the same device when it comes back`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    let before = try setup.manager.find("front")
    _ = try await client.call(SimulatorUnplug(device: "front"))
    try await eventually("absent") { try setup.manager.find("front").state == .absent }
    let states = try await client.call(SimulatorDevices())
    #expect(states.first { $0.device == "front" }?.plugged == false)
    _ = try await client.call(SimulatorPlug(device: before.id))
    try await eventually("ready again") { try setup.manager.find("front").state == .ready }
    #expect(try setup.manager.find("front").id == before.id)
    setup.stop()
  }

  @Test func `paper comes as text and bytes, and pictures of it are refused with a way out`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    let line = Base64(Array("hello\n".utf8))
    for name in ["receipt", "kitchen"] {
      _ = try await client.call(DeviceDirectIO(device: name, data: line))
      try await eventually("the line") { setup.till.devices.first { $0.name == name }?.printer?.paper.fedLines == 1 }
      #expect(try await client.call(SimulatorPaper(printer: name, format: .text)).text == "hello\n")
      let bytes = try await client.call(SimulatorPaper(printer: name, format: .bytes, clear: true)).bytes?.bytes
      #expect(bytes.map { String(decoding: $0, as: UTF8.self).hasSuffix("hello\n") } == true)
      #expect(try await client.call(SimulatorPaper(printer: name, format: .text)).text == "")
    }
    #expect(await code { try await client.call(SimulatorPaper(printer: "receipt", format: .png)) } == .unsupported)
    setup.stop()
  }

  @Test func `faults add up, are shown, and end together`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    _ = try await client.call(SimulatorFault(device: "receipt", fault: .paperEnd))
    _ = try await client.call(SimulatorFault(device: "receipt", fault: .slow))
    #expect(try await client.call(SimulatorDevices()).first { $0.device == "receipt" }?.faults == [.paperEnd, .slow])
    _ = try await client.call(SimulatorFault(device: "receipt", fault: nil))
    #expect(try await client.call(SimulatorDevices()).first { $0.device == "receipt" }?.faults == [])
    setup.stop()
  }

  @Test func `a drawer is found by its name and by its id`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    let id = try setup.manager.find("till-drawer").id
    _ = try await client.call(SimulatorDrawer(drawer: id, open: true))
    #expect(try await client.call(SimulatorDevices()).first { $0.device == "till-drawer" }?.open == true)
    _ = try await client.call(SimulatorDrawer(drawer: "till-drawer", open: false))
    #expect(try await client.call(SimulatorDevices()).first { $0.device == "till-drawer" }?.open == false)
    setup.stop()
  }

  @Test func `what makes no sense is refused`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    #expect(await code { try await client.call(SimulatorScan(device: "nobody", text: "1")) } == .noSuchDevice)
    #expect(await code { try await client.call(SimulatorScan(device: "receipt", text: "1")) } == .illegal)
    #expect(await code { try await client.call(SimulatorFault(device: "front", fault: .paperEnd)) } == .illegal)
    #expect(await code { try await client.call(SimulatorDrawer(drawer: "receipt", open: true)) } == .illegal)
    setup.stop()
  }

  @Test func `the answers are what the document says`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    let document = OpenRPC.document(of: simulatorMethods)
    func check(_ request: some Request) async throws {
      var reply: [UInt8] = []
      try JSONCodec.encode(try await client.call(request), into: &reply)
      let entry = document["methods"]?.array?.first { $0["name"] == .string(type(of: request).method) }
      let value = try JSONCodec.decode(JSONValue.self, from: reply[...])
      let schema = try #require(entry?["result"]?["schema"])
      #expect(SchemaCheck(document: document).problems(value, schema) == [])
    }
    try await check(SimulatorDevices())
    try await check(SimulatorScan(device: "front", text: "1"))
    try await check(SimulatorPaper(printer: "receipt", format: .text))
    try await check(SimulatorPaper(printer: "receipt", format: .bytes))
    try await check(SimulatorFault(device: "receipt", fault: .coverOpen))
    try await check(SimulatorFault(device: "receipt", fault: nil))
    try await check(SimulatorUnplug(device: "front"))
    try await check(SimulatorPlug(device: "front"))
    try await check(SimulatorDrawer(drawer: "till-drawer", open: true))
    setup.stop()
  }
}
