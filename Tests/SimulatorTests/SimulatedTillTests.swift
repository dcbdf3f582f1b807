import PosModel
import PosTesting
import Reactor
import Simulator
import Testing
import Transports

@ReactorActor
@Suite struct SimulatedTillTests {
  private let till: SimulatedTill

  init() throws {
    till = try SimulatedTill(kitchenPort: 0)
  }

  private func code(_ body: () throws -> Void) -> PosError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? PosError)?.code
    }
  }

  @Test func `the devices have the names that the documentation gives them`() {
    #expect(till.devices.map(\.name) == ["front", "hand", "receipt", "side-drawer", "kitchen"])
    #expect(till.drawers.map(\.name) == ["till-drawer"])
  }

  @Test func `what makes no sense is refused with a reason`() {
    #expect(code { try till.scan("nobody", text: "1", aim: nil) } == .noSuchDevice)
    #expect(code { try till.scan("receipt", text: "1", aim: nil) } == .illegal)
    #expect(code { try till.scan("front", text: "1", aim: "E0") } == .illegal)
    #expect(code { try till.scan("hand", text: "收", aim: nil) } == .illegal)
    #expect(code { _ = try till.paper("front", clear: false) } == .illegal)
    #expect(code { try till.order(.paperEnd, on: "front") } == .illegal)
    #expect(code { try till.order(.stall, on: "kitchen") } == .illegal)
    #expect(code { try till.order(.paperEnd, on: "side-drawer") } == .illegal)
    #expect(code { try till.scan("side-drawer", text: "1", aim: nil) } == .illegal)
    #expect(code { try till.setDrawer("receipt", open: true) } == .illegal)
  }

  @Test func `every fault can be ordered on the receipt printer and is shown until it is cleared`() throws {
    let receipt = try till.device("receipt")
    for fault in DeviceFault.allCases {
      try till.order(fault, on: "receipt")
      #expect(receipt.faults.contains(fault))
      try till.order(nil, on: "receipt")
      #expect(receipt.faults.isEmpty)
      #expect(receipt.isPlugged)
    }
  }

  @Test func `an unplugged scanner reads nothing`() throws {
    try till.order(.unplug, on: "hand")
    #expect(code { try till.scan("hand", text: "1", aim: nil) } == .offline)
    try till.order(nil, on: "hand")
    try till.scan("hand", text: "1", aim: nil)
  }

  @Test func `a slow scanner sends report by report, so that it can be unplugged in the middle`() async throws {
    let transports = SimulatedTransports(till, system: NoSystem())
    let transport = try transports.makeTransport(to: .simulated("hand"), options: TransportOptions())
    let events = Recorder<LinkEvent>()
    transport.open { event, _ in events.record(event) }
    try till.order(.slow, on: "hand")
    try till.scan("hand", text: "0123456789", aim: nil)
    try await events.wait(count: 4)
    try till.device("hand").unplug()
    try await events.wait(for: "the end") { $0.last == .closed(.disconnected) }
    #expect(events.values.count < 23)
  }
}
