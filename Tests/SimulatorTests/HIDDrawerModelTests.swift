import Drivers
import PosModel
import PosTesting
import Reactor
import Simulator
import Testing
import Transports

@ReactorActor
@Suite struct HIDDrawerModelTests {
  private static func report(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: 120 - bytes.count) }

  @Test func `it opens by its number, says its state, and F0 is the end of it`() {
    var drawer = HIDDrawerModel(number: 7)
    #expect(drawer.receive(Self.report([7, 8])) == Self.report([0x71]))
    #expect(drawer.receive(Self.report([7, 7])) == nil)
    #expect(drawer.receive(Self.report([7, 8])) == Self.report([0x70]))
    #expect(drawer.receive(Self.report([6, 6])) == nil)
    #expect(drawer.receive([7, 8]) == nil)
    #expect(drawer.unknown == 2)
    #expect(drawer.receive(Self.report([7, 0xF0])) == nil)
    #expect(drawer.isInBootloader)
    #expect(drawer.receive(Self.report([7, 8])) == nil)
  }

  @Test func `the real driver opens it and hears of key and push`() async throws {
    let till = try SimulatedTill(kitchenPort: 0)
    let transports = SimulatedTransports(till, system: SystemTransports())
    let driver = LinkedDriver(
      try PosiflexDrawer(DriverSettings(quirks: ["drawer-7"])),
      on: try transports.makeTransport(to: .simulated("side-drawer"), options: TransportOptions()))
    driver.open()
    try await driver.states.wait(for: "ready") { $0.contains("ready") }
    driver.perform(.openDrawer(nil))
    try await driver.replies.wait(count: 1)
    guard case .success(.drawer(open: true, anyOpen: nil)) = driver.replies.values[0] else {
      Issue.record("the drawer did not open: \(driver.replies.values)")
      return
    }
    try till.setDrawer("side-drawer", open: false)
    try await driver.events.wait(count: 2)
    try till.setDrawer("side-drawer", open: true)
    try await driver.events.wait(count: 3)
    #expect(
      driver.events.values
        == [.drawer(open: true, .kick), .drawer(open: false, .closed), .drawer(open: true, .key)])
    #expect(till.ports.last?.drawer?.unknown == 0)
    driver.close()
    till.stop()
  }
}
