import Drivers
import PosModel
import PosTesting
import Reactor
import Testing
import Transports

@testable import Daemon

@Suite struct UnitTests {
  static let front = "scanner-usb-1111-0001-A"
  static let busy = PosError(.busy, "the interface is held by usblp", remedy: "stop it")

  @ReactorActor
  private func ready(_ counter: Counter) async throws -> FakeTransport {
    try counter.manager.start()
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    return try counter.transports.last
  }

  // MARK: Opening

  @Test @ReactorActor func `a busy interface is tried again while the device is opening`() async throws {
    startReactor()
    let counter = Counter()
    counter.transports.openErrors = [Self.busy, Self.busy]
    let link = try await ready(counter)
    #expect(link.opened == 3)
    #expect(!counter.notes.values.contains(.changed(Self.front, .faulted)))
    #expect(counter.notes.values.contains(.changed(Self.front, .opening)))
  }

  @Test @ReactorActor func `an interface that stays busy is a fault that names the holder`() async throws {
    startReactor()
    let counter = Counter()
    counter.transports.openErrors = Array(repeating: Self.busy, count: 100)
    try counter.manager.start()
    let device = Counter.scanner("1-1", number: 2, serial: "A")
    counter.discovery.show([device])
    try await eventually("the fault shows", within: .seconds(30)) { counter.state(Self.front) == .faulted }
    let reason = try counter.device(Self.front).reason
    #expect(reason?.message == Self.busy.message)
    #expect(reason?.remedy == Self.busy.remedy)
    // The next look of discovery is a reason to try at once.
    try counter.transports.last.openErrors = []
    counter.discovery.show([device, Counter.scanner("1-9", number: 7)])
    try await counter.wait(for: .ready, of: Self.front)
  }

  @Test @ReactorActor func `settings that the driver cannot follow are a fault`() throws {
    startReactor()
    let configuration = try Configuration.parse([
      ("a", "[[device]]\nclass = \"scanner\"\nquirks = [\"bad\"]\nmatch = { serial = \"A\" }")
    ])
    let counter = Counter(configuration)
    try counter.manager.start()
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    #expect(try counter.device(Self.front).reason?.message == "bad quirk")
    #expect(counter.transports.made.isEmpty)
  }

  @Test @ReactorActor func `a link that ends by itself is opened again, and discovery looks`() async throws {
    startReactor()
    let counter = Counter()
    let link = try await ready(counter)
    link.end(.disconnected)
    #expect(counter.state(Self.front) == .opening)
    #expect(counter.discovery.rescans == 1)
    try await counter.wait(for: .ready, of: Self.front)
    #expect(try counter.device(Self.front).statistics["opens"] == 2)
    #expect(try counter.device(Self.front).statistics["ends"] == 1)
  }

  @Test @ReactorActor func `a network printer that does not answer is absent, and is tried again`() async throws {
    startReactor()
    let configuration = try Configuration.parse([
      (
        "a",
        """
        [[device]]
        name = "hot"
        class = "posPrinter"
        driver = "escpos-printer"
        transport = "tcp://192.0.2.10"
        """
      )
    ])
    var renamed = configuration
    renamed.devices[0].driver = ProbePrinter.name
    let counter = Counter(renamed)
    let offline = PosError(.offline, "192.0.2.10:9100 does not answer")
    counter.transports.openErrors = [offline, offline, offline]
    try counter.manager.start()
    let id = "printer-tcp-192.0.2.10-9100"
    #expect(try counter.manager.find("hot").id == id)
    try await eventually("the printer is away", within: .seconds(60)) { counter.state(id) == .absent }
    #expect(try counter.device(id).reason?.code == "offline")
    try await eventually("the printer is back", within: .seconds(60)) { counter.state(id) == .ready }
  }

  // MARK: Recovery

  @Test @ReactorActor func `trouble climbs the ladder to a fault, each step is counted, and the link comes back`()
    async throws
  {
    startReactor()
    let counter = Counter()
    let link = try await ready(counter)
    let trouble = LinkEvent.received([UInt8(ascii: "T")])
    link.send(trouble)
    #expect(link.steps == [.clearHalt])
    try await eventually("halt cleared") { counter.manager.units.values.first?.phase == .open }
    link.send(trouble)
    #expect(link.closed == 1)
    try await counter.wait(for: .ready, of: Self.front)
    link.send(trouble)
    #expect(link.steps == [.clearHalt, .reset])
    try await eventually("opened again after the reset") { counter.manager.units.values.first?.phase == .open }
    link.send(trouble)
    #expect(counter.state(Self.front) == .faulted)
    let device = try counter.device(Self.front)
    #expect(device.reason?.message == "the link keeps failing: trouble")
    for step in ["clearHalts", "reopens", "resets", "faults"] { #expect(device.statistics[step] == 1, "\(step)") }
    try await eventually("closed") { counter.manager.units.values.first?.phase == .waiting }
    #expect(counter.state(Self.front) == .faulted)
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A"), Counter.scanner("1-9", number: 7)])
    try await counter.wait(for: .ready, of: Self.front)
  }

  @Test @ReactorActor func `a fault that the driver reports lasts until the driver is ready again`() async throws {
    startReactor()
    let counter = Counter()
    let link = try await ready(counter)
    link.send(.received([UInt8(ascii: "F")]))
    #expect(counter.state(Self.front) == .faulted)
    link.send(.received([UInt8(ascii: "R")]))
    #expect(counter.state(Self.front) == .ready)
    #expect(try counter.device(Self.front).reason == nil)
  }

  // MARK: Commands

  @Test @ReactorActor func `a command is answered once`() async throws {
    startReactor()
    let counter = Counter()
    _ = try await ready(counter)
    let answers = Recorder<Result<DriverReply, PosError>>()
    counter.manager.perform(.check(external: false), on: Self.front) { answers.record($0) }
    #expect(answers.values == [.success(.health("well"))])
  }

  @Test @ReactorActor func `what the driver has not answered fails with the unplug`() async throws {
    startReactor()
    let counter = Counter()
    _ = try await ready(counter)
    let answers = Recorder<Result<DriverReply, PosError>>()
    counter.manager.perform(.enableScanning(false), on: Self.front) { answers.record($0) }
    #expect(answers.values.isEmpty)
    counter.discovery.show([])
    #expect(answers.values.map { Self.code($0) } == [.noHardware])
    counter.manager.perform(.enableScanning(false), on: Self.front) { answers.record($0) }
    #expect(answers.values.map { Self.code($0) } == [.noHardware, .noHardware])
  }

  @Test @ReactorActor func `a driver that says nothing does not let a command hang`() async throws {
    startReactor()
    let counter = Counter()
    _ = try await ready(counter)
    let answers = Recorder<Result<DriverReply, PosError>>()
    counter.manager.perform(.enableScanning(false), on: Self.front) { answers.record($0) }
    try await answers.wait(count: 1, within: .seconds(50))
    #expect(answers.values.map { Self.code($0) } == [.timeout])
    #expect(counter.manager.units.values.first?.pending.isEmpty == true)
  }

  @Test @ReactorActor func `more commands than the bound are refused`() async throws {
    startReactor()
    let counter = Counter()
    _ = try await ready(counter)
    let answers = Recorder<Result<DriverReply, PosError>>()
    for _ in 0...Unit.commandLimit {
      counter.manager.perform(.enableScanning(false), on: Self.front) { answers.record($0) }
    }
    #expect(answers.values.map { Self.code($0) } == [.busy])
    counter.discovery.show([])
    #expect(answers.values.count == Unit.commandLimit + 1)
  }

  @Test @ReactorActor func `a scanner is not asked to print`() async throws {
    startReactor()
    let counter = Counter()
    _ = try await ready(counter)
    let answers = Recorder<Result<DriverReply, PosError>>()
    counter.manager.perform(.printerStatus, on: Self.front) { answers.record($0) }
    counter.manager.perform(.printerStatus, on: "nobody") { answers.record($0) }
    #expect(answers.values.map { Self.code($0) } == [.illegal, .noSuchDevice])
  }

  @Test @ReactorActor func `a printer and its drawer are two devices of one unit`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    counter.discovery.show([Counter.device("1-2", number: 3, vendor: 0x2222, serial: "P")])
    try await counter.wait(for: .ready, of: "drawer-usb-2222-0001-P")
    #expect(try counter.device("printer-usb-2222-0001-P").capabilities == ["cut": .flag(true)])
    #expect(try counter.device("drawer-usb-2222-0001-P").capabilities == ["drawerSensor": .flag(true)])
    let answers = Recorder<Result<DriverReply, PosError>>()
    counter.manager.perform(.openDrawer(DrawerPulse()), on: "drawer-usb-2222-0001-P") { answers.record($0) }
    #expect(answers.values == [.success(.drawer(open: true))])
  }

  private static func code(_ result: Result<DriverReply, PosError>) -> PosError.Code? {
    if case .failure(let error) = result { error.code } else { nil }
  }
}
