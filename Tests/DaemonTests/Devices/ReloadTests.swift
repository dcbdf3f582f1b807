import PosModel
import PosTesting
import Reactor
import Testing

@testable import Daemon

@Suite struct ReloadTests {
  static let front = "scanner-usb-1111-0001-A"

  private func configuration(_ text: String) throws -> Configuration {
    try Configuration.parse([("posd.toml", text)])
  }

  @Test @ReactorActor func `a configured device is listed as absent from the start and keeps its id when it comes`()
    async throws
  {
    startReactor()
    let counter = Counter(
      try configuration(
        "[[device]]\nname = \"front\"\nclass = \"scanner\"\nmatch = { usb = \"1111:0001\", serial = \"A\" }"))
    try counter.manager.start()
    #expect(counter.state(Self.front) == .absent)
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    #expect(try counter.manager.find("front").id == Self.front)
    counter.discovery.show([])
    #expect(counter.state(Self.front) == .absent)
    #expect(counter.manager.strangers.isEmpty)
    #expect(!counter.notes.values.contains(.removed(Self.front)))
  }

  @Test @ReactorActor func `a device configured by port has its id when it is seen`() async throws {
    startReactor()
    let counter = Counter(
      try configuration("[[device]]\nname = \"front\"\nclass = \"scanner\"\nmatch = { port = \"1-1\" }"))
    try counter.manager.start()
    #expect(try counter.manager.find("front").id == "scanner-configured-front")
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    #expect(try counter.manager.find("front").id == Self.front)
    #expect(counter.manager.descriptions.count == 1)
    counter.discovery.show([])
    #expect(counter.manager.descriptions.map(\.id) == [Self.front])
    #expect(try counter.manager.find("front").state == .absent)
  }

  @Test @ReactorActor func `a new name leaves the link alone`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    try counter.manager.apply(configuration("[[device]]\nname = \"front\"\nmatch = { serial = \"A\" }"))
    #expect(try counter.manager.find("front").state == .ready)
    #expect(counter.transports.made.count == 1)
    #expect(counter.notes.values.last == .changed(Self.front, .ready))
    try counter.manager.apply(Configuration())
    #expect(try counter.device(Self.front).name == nil)
    #expect(counter.transports.made[0].closed == 0)
  }

  @Test @ReactorActor func `new settings open the link anew`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    try counter.manager.apply(configuration("[[device]]\nmatch = { serial = \"A\" }\nframing = \"idle\""))
    try await eventually("opened again") { try counter.device(Self.front).statistics["opens"] == 2 }
    try await counter.wait(for: .ready, of: Self.front)
    #expect(counter.transports.made[0].closed == 1)
  }

  @Test @ReactorActor func `network devices come and go with the configuration`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    let one = "[[device]]\nname = \"hot\"\nclass = \"posPrinter\"\ntransport = \"tcp://192.0.2.10\"\n"
    let two = "[[device]]\nname = \"bar\"\nclass = \"posPrinter\"\ntransport = \"tcp://192.0.2.11\"\n"
    let drawer = "[[device]]\nname = \"till\"\nclass = \"cashDrawer\"\ntransport = \"tcp://192.0.2.10\"\n"
    try counter.manager.apply(configuration(one + two + drawer))
    try await counter.wait(for: .ready, of: "printer-tcp-192.0.2.10-9100")
    try await counter.wait(for: .ready, of: "printer-tcp-192.0.2.11-9100")
    #expect(try counter.manager.find("till").id == "drawer-tcp-192.0.2.10-9100")
    #expect(counter.transports.made.count == 2)
    try counter.manager.apply(configuration(one))
    #expect(counter.manager.descriptions.map(\.id) == ["drawer-tcp-192.0.2.10-9100", "printer-tcp-192.0.2.10-9100"])
    #expect(counter.transports.made.map(\.closed) == [0, 1])
    #expect(counter.notes.values.contains(.removed("printer-tcp-192.0.2.11-9100")))
  }

  @Test @ReactorActor func `a replacement with the same match takes the name over`() async throws {
    startReactor()
    let counter = Counter(
      try configuration("[[device]]\nname = \"front\"\nclass = \"scanner\"\nmatch = { usb = \"1111\" }"))
    try counter.manager.start()
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    counter.discovery.show([])
    counter.discovery.show([Counter.scanner("1-1", number: 3, serial: "B")])
    #expect(try counter.manager.find("front").id == "scanner-usb-1111-0001-B")
    #expect(try counter.device(Self.front).name == nil)
  }
}
