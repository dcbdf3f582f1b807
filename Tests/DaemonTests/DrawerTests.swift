import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

@ReactorActor
struct DrawerTests {
  private let till = Till(devices: [FakeDevices.drawer(), FakeDevices.scanner()])

  @Test(arguments: [true, false, nil] as [Bool?])
  func `opening a drawer answers what its sensor says, and null without one`(open: Bool?) async throws {
    till.devices.reply = { _ in .success(.drawer(open: open)) }
    let answer = try await till.rawClient().call(1, "drawer.open", #"{"drawer":"till"}"#)
    #expect(answer["result"]?["opened"] == (open.map { .bool($0) } ?? .null))
  }

  @Test func `a drawer is waited for until it is closed`() async throws {
    till.devices.reply = { _ in .success(.drawer(open: true)) }
    let client = try till.rawClient()
    client.request(1, "drawer.waitClosed", #"{"drawer":"till","timeoutMs":60000}"#)
    try await client.settle()
    till.daemon.device(try till.devices.find("till"), did: .drawer(open: true, .kick), at: Reactor.now)
    till.daemon.device(try till.devices.find("till"), did: .drawer(open: false, .closed), at: Reactor.now)
    #expect(try await client.answer(1)["result"]?["closed"] == .bool(true))
  }

  @Test func `a drawer that stays open ends the wait with a timeout`() async throws {
    till.devices.reply = { _ in .success(.drawer(open: true)) }
    let answer = try await till.rawClient().call(1, "drawer.waitClosed", #"{"drawer":"till","timeoutMs":10}"#)
    #expect(answer["error"]?["data"]?["code"] == "timeout")
  }

  @Test func `without a sensor nobody waits`() async throws {
    till.devices.reply = { _ in .success(.drawer(open: nil)) }
    let answer = try await till.rawClient().call(1, "drawer.waitClosed", #"{"drawer":"till","timeoutMs":60000}"#)
    #expect(answer["error"]?["data"]?["code"] == "unsupported")
  }

  @Test func `a drawer that is closed while its state is on its way is not waited for`() async throws {
    let drawer = try till.devices.find("till")
    till.devices.reply = { [till] _ in
      till.daemon.device(drawer, did: .drawer(open: false, .closed), at: Reactor.now)
      return .success(.drawer(open: true))
    }
    let answer = try await till.rawClient().call(1, "drawer.waitClosed", #"{"drawer":"till","timeoutMs":60000}"#)
    #expect(answer["result"]?["closed"] == .bool(true))
  }

  @Test func `of drawers on one line it is said that any is open, and that the event may be another's`() async throws {
    till.devices.reply = { _ in .success(.drawer(open: nil, anyOpen: true)) }
    let client = try till.rawClient()
    let answer = try await client.call(1, "drawer.status", #"{"drawer":"till"}"#)
    #expect(answer["result"] == .object(["open": .null, "anyOpen": .bool(true)]))
    _ = try await client.call(2, "events.subscribe", #"{"types":["drawer.status"]}"#)
    till.daemon.device(try till.devices.find("till"), did: .drawer(open: true, .key, pins: [2, 5]), at: Reactor.now)
    try await client.lines.wait(for: "the event") { lines in
      lines.contains { $0["method"] == "drawer.status" && $0["params"]?["shared"] == .bool(true) }
    }
  }
}
