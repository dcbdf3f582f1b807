import Drivers
import PosClient
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Simulator
import Testing
import Transports

@testable import Daemon

/// Drawers of every kind through the daemon's socket.
@ReactorActor
@Suite struct DrawerSimulatorTests {
  private func code<Value>(_ body: () async throws -> Value) async -> PosError.Code? {
    do {
      _ = try await body()
      return nil
    } catch {
      return (error as? PosError)?.code
    }
  }

  private func configuration(_ text: String) throws -> Configuration { try Configuration.parse([("posd.toml", text)]) }

  /// Asks to wait until a drawer is closed; the request is on its way when this returns. The value is the error, if any.
  private func waiting(_ client: PosClient, _ drawer: String) async throws -> Task<PosError.Code?, Never> {
    let task = Reactor.shared.task {
      await code { try await client.call(DrawerWaitClosed(drawer: drawer, timeoutMs: 60_000)) }
    }
    try await Reactor.shared.sleep(for: .milliseconds(20))
    return task
  }

  /// The drawer events so far, as `name open cause shared`.
  private func movements(_ setup: SimulatedDaemon) throws -> [String] {
    try setup.notifications.values.filter { $0.method == DrawerStatusEvent.type }.map { line in
      let (event, stamp) = (try line.params(DrawerStatusEvent.self), try line.params(EventStamp.self))
      let name = setup.manager.descriptions.first { $0.id == stamp.device }?.name ?? stamp.device
      return "\(name) \(event.open ? "open" : "closed") \(event.cause.rawValue)\(event.shared == true ? " shared" : "")"
    }
  }

  // MARK: USB

  @Test func `a USB drawer opens, tells who opened it, and is waited for until it is closed`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    _ = try await client.call(EventsSubscribe(types: [DrawerStatusEvent.type]))
    #expect(try await client.call(DrawerOpen(drawer: "side-drawer")).opened == true)
    #expect(try await client.call(DrawerStatusGet(drawer: "side-drawer")) == .init(open: true))
    #expect(await code { try await client.call(DrawerWaitClosed(drawer: "side-drawer", timeoutMs: 10)) } == .timeout)
    let closed = try await waiting(client, "side-drawer")
    _ = try await client.call(SimulatorDrawer(drawer: "side-drawer", open: false))
    #expect(await closed.value == nil)
    _ = try await client.call(SimulatorDrawer(drawer: "side-drawer", open: true))
    try await eventually("three movements") { try movements(setup).count == 3 }
    #expect(try movements(setup) == ["side-drawer open kick", "side-drawer closed closed", "side-drawer open key"])
    let states = try await client.call(SimulatorDevices())
    #expect(states.first { $0.device == "side-drawer" }?.counters == ["kicks": 1])
    #expect(try setup.manager.find("side-drawer").capabilities["drawerSensor"] == .flag(true))
    setup.stop()
  }

  @Test func `a USB drawer takes no raw bytes and teaches nothing`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    let bytes = Base64([0x07, 0xF0])
    #expect(await code { try await client.call(DeviceDirectIO(device: "side-drawer", data: bytes)) } == .unsupported)
    #expect(setup.till.ports.last?.drawer?.isInBootloader == false)
    #expect(setup.till.ports.last?.drawer?.unknown == 0)
    setup.stop()
  }

  @Test func `who waits for a drawer whose cable is pulled is told, and a kick fails at once`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    _ = try await client.call(DrawerOpen(drawer: "side-drawer"))
    let end = try await waiting(client, "side-drawer")
    // The status that the wait begins with has to be answered before the cable goes.
    _ = try await client.call(DrawerStatusGet(drawer: "side-drawer"))
    _ = try await client.call(SimulatorUnplug(device: "side-drawer"))
    #expect(await end.value == .offline)
    #expect(await code { try await client.call(DrawerOpen(drawer: "side-drawer")) } == .noHardware)
    _ = try await client.call(SimulatorPlug(device: "side-drawer"))
    try await setup.ready()
    #expect(setup.till.ports.last?.drawer?.kicks == 1)
    setup.stop()
  }

  @Test func `a silent USB drawer is an error of its status, not a closed drawer`() async throws {
    let setup = try SimulatedDaemon()
    let client = try await setup.client()
    try await setup.ready()
    _ = try await client.call(SimulatorFault(device: "side-drawer", fault: .silent))
    #expect(await code { try await client.call(DrawerStatusGet(drawer: "side-drawer")) } == .timeout)
    _ = try await client.call(SimulatorFault(device: "side-drawer", fault: nil))
    #expect(try await client.call(DrawerStatusGet(drawer: "side-drawer")).open == false)
    setup.stop()
  }

  // MARK: Two on one printer

  private static let second = """
    [[device]]
    name = "second"
    class = "cashDrawer"
    transport = "usb://04b8:0e15/SIMRECEIPT"
    pin = 5
    pulse = "200ms"
    """

  @Test func `each of two drawers on one printer is kicked at its own pin and tells its own events`() async throws {
    let setup = try SimulatedDaemon(configuration(Self.second))
    let client = try await setup.client()
    try await setup.ready()
    let drawers = try await client.call(DeviceList(class: .cashDrawer))
    #expect(drawers.compactMap(\.name).sorted() == ["second", "side-drawer", "till-drawer"])
    let second = try setup.manager.find("second")
    #expect(second.id == "drawer-usb-04b8-0e15-SIMRECEIPT-pin5")
    #expect(second.capabilities["drawerPin"] == .number(5))
    #expect(second.capabilities["drawerSharedSensor"] == .flag(true))
    #expect(second.unit == (try setup.manager.find("till-drawer")).unit)
    _ = try await client.call(EventsSubscribe(types: [DrawerStatusEvent.type]))

    #expect(try await client.call(DrawerOpen(drawer: "second")).opened == true)
    let printer = try #require(setup.till.ports[2].printer)
    #expect(printer.secondDrawer?.kicks == 1)
    #expect(printer.secondDrawer?.lastKick == .milliseconds(200))
    #expect(printer.drawer?.kicks == 0)
    #expect(try await client.call(DrawerStatusGet(drawer: "second")) == .init(open: true, anyOpen: true))
    #expect(try await client.call(DrawerStatusGet(drawer: "till-drawer")) == .init(open: nil, anyOpen: true))

    let closed = try await waiting(client, "till-drawer")
    _ = try await client.call(SimulatorDrawer(drawer: second.id, open: false))
    #expect(await closed.value == nil)
    #expect(try await client.call(DrawerOpen(drawer: "till-drawer")).opened == true)
    #expect(setup.till.ports[2].printer?.drawer?.kicks == 1)
    _ = try await client.call(SimulatorDrawer(drawer: "till-drawer", open: false))
    _ = try await client.call(SimulatorDrawer(drawer: "second", open: true))
    try await eventually("all movements") { try movements(setup).count == 6 }
    #expect(
      try movements(setup).sorted()
        == [
          "second closed closed", "second open key shared", "second open kick", "till-drawer closed closed",
          "till-drawer open key shared", "till-drawer open kick",
        ])
    setup.stop()
  }

  @Test func `a drawer that the configuration takes away is removed, and the other one stays`() async throws {
    let setup = try SimulatedDaemon(configuration(Self.second))
    let client = try await setup.client()
    try await setup.ready()
    _ = try await client.call(EventsSubscribe(types: [DeviceRemoved.type]))
    try setup.manager.apply(Configuration().adding(setup.till))
    #expect(await code { try await client.call(DrawerOpen(drawer: "second")) } == .noSuchDevice)
    try await eventually("the printer is there again") { try setup.manager.find("till-drawer").state == .ready }
    #expect(try setup.manager.find("till-drawer").capabilities["drawerSharedSensor"] == nil)
    try await setup.notifications.wait(for: "the removal") { $0.contains { $0.method == DeviceRemoved.type } }
    setup.stop()
  }

  // MARK: A serial line

  @Test func `a drawer on a serial line gets its bytes, and nobody claims that it opened`() async throws {
    let line = try PseudoTerminal()
    var got: [UInt8] = []
    line.stream.onBytes = { got += [UInt8]($0) }
    let text = """
      [[device]]
      name = "side"
      class = "cashDrawer"
      transport = "serial://\(line.path)"
      kick = "led8"
      sensor = "cts"
      """
    let setup = try SimulatedDaemon(configuration(text))
    let client = try await setup.client()
    try await eventually("ready") { try setup.manager.find("side").state == .ready }
    #expect(try await client.call(DrawerOpen(drawer: "side")).opened == nil)
    try await eventually("the kick") { got == [0x1B, 0x70, 0x30, 0x3C, 0xF0] }
    // A pty has no modem lines.
    #expect(try await client.call(DrawerStatusGet(drawer: "side")) == .init(open: nil))
    #expect(await code { try await client.call(DrawerWaitClosed(drawer: "side", timeoutMs: 1_000)) } == .unsupported)
    setup.stop()
    line.hangUp()
  }
}
