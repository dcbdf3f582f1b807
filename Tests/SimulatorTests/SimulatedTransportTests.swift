import PosModel
import PosTesting
import Reactor
import Simulator
import Testing
import Transports

@ReactorActor
@Suite struct SimulatedTransportTests {
  private let till: SimulatedTill
  private let transports: SimulatedTransports

  init() throws {
    till = try SimulatedTill(kitchenPort: 0)
    transports = SimulatedTransports(till, system: NoSystem())
  }

  private func link(_ name: String) throws -> (transport: any Transport, events: Recorder<LinkEvent>) {
    let transport = try transports.makeTransport(to: .simulated(name), options: TransportOptions())
    let events = Recorder<LinkEvent>()
    transport.open { event, _ in events.record(event) }
    return (transport, events)
  }

  @Test func `a HID scanner opens with its report descriptor and delivers reports`() async throws {
    let (transport, events) = try link("front")
    #expect(events.values.isEmpty)
    try await events.wait(count: 1)
    #expect(
      events.values == [.opened(LinkDescription(reportDescriptor: HIDDescriptors.posScanner, interface: 0, epoch: 1))])
    try till.scan("front", text: "4006381333931", aim: nil)
    try await events.wait(count: 2)
    #expect(events.values[1] == .received(try ScannerModel(.hidPOS).packets(for: Array("4006381333931".utf8))[0]))
    transport.close()
    try await events.wait(count: 3)
    #expect(events.values[2] == .closed(.requested))
  }

  @Test func `an output report reaches the scanner, by send and by control transfer`() async throws {
    let (transport, events) = try link("front")
    transport.perform(.send(LinkToken(1), [0x04, 0x40], stallTimeout: .seconds(1)))
    transport.perform(
      .control(
        LinkToken(2), ControlRequest(requestType: 0x21, request: 9, value: 0x0204, index: 0, data: [0x04, 0x20])))
    try await events.wait(count: 3)
    #expect(
      events.values[1...] == [.sent(LinkToken(1), transferred: 2, .complete), .controlled(LinkToken(2), .data([]))])
    let scanner = try till.device("front").scanner
    #expect(scanner?.goodBeeps == 1)
    #expect(scanner?.errorBeeps == 1)
    transport.close()
  }

  @Test func `what a printer does not take stays pending until it takes it`() async throws {
    let (transport, events) = try link("receipt")
    try till.order(.paperEnd, on: "receipt")
    let bytes = [UInt8](repeating: 0x41, count: 10_000) + [0x0A]
    transport.perform(.send(LinkToken(1), bytes, stallTimeout: nil))
    transport.perform(
      .control(LinkToken(2), ControlRequest(requestType: 0xA1, request: 1, value: 0, index: 0, length: 1)))
    try await events.wait(count: 2)
    #expect(events.values[1] == .controlled(LinkToken(2), .data([0x30])))
    #expect(try till.device("receipt").printer?.taken == PrinterModel.receiveBuffer)
    try till.order(nil, on: "receipt")
    try await events.wait(count: 3)
    #expect(events.values[2] == .sent(LinkToken(1), transferred: bytes.count, .complete))
    #expect(try till.paper("receipt", clear: false).bytes == bytes)
    transport.close()
  }

  @Test func `a send that makes no progress ends at its deadline with what had left`() async throws {
    let (transport, events) = try link("receipt")
    try till.order(.coverOpen, on: "receipt")
    transport.perform(
      .send(LinkToken(1), [UInt8](repeating: 0x41, count: 5000), stallTimeout: .milliseconds(20)))
    transport.perform(.send(LinkToken(2), [0x42], stallTimeout: .seconds(60)))
    try await events.wait(count: 3)
    #expect(
      events.values[1...] == [
        .sent(LinkToken(1), transferred: PrinterModel.receiveBuffer, .timedOut),
        .sent(LinkToken(2), transferred: 0, .cancelled),
      ])
    transport.close()
  }

  @Test func `sends can be taken back`() async throws {
    let (transport, events) = try link("receipt")
    try till.order(.paperEnd, on: "receipt")
    transport.perform(.send(LinkToken(1), [UInt8](repeating: 0x41, count: 5000), stallTimeout: nil))
    transport.perform(.cancelSends)
    try await events.wait(count: 2)
    #expect(events.values[1] == .sent(LinkToken(1), transferred: PrinterModel.receiveBuffer, .cancelled))
    transport.close()
  }

  @Test func `a stall is told, cleared, and the rest goes through`() async throws {
    let (transport, events) = try link("receipt")
    try till.order(.stall, on: "receipt")
    transport.perform(.send(LinkToken(1), Array("a\n".utf8), stallTimeout: nil))
    try await events.wait(count: 2)
    #expect(events.values[1] == .sent(LinkToken(1), transferred: 0, .stalled))
    transport.recover(.clearHalt)
    transport.perform(.send(LinkToken(2), Array("a\n".utf8), stallTimeout: nil))
    try await events.wait(count: 4)
    #expect(events.values[2...] == [.recovered, .sent(LinkToken(2), transferred: 2, .complete)])
    transport.close()
  }

  @Test func `an unplug ends the sends first and the link last, and a replug opens again`() async throws {
    let (transport, events) = try link("receipt")
    try till.order(.paperEnd, on: "receipt")
    transport.perform(.send(LinkToken(1), [UInt8](repeating: 0x41, count: 5000), stallTimeout: nil))
    try till.device("receipt").unplug()
    try await events.wait(count: 3)
    #expect(
      events.values[1...] == [
        .sent(LinkToken(1), transferred: PrinterModel.receiveBuffer, .disconnected), .closed(.disconnected),
      ])
    transport.open { event, _ in events.record(event) }
    try await events.wait(count: 4)
    guard case .closed(.failed(let error)) = events.values[3] else {
      Issue.record("an unplugged device was opened")
      return
    }
    #expect(error.code == .noHardware)
    try till.device("receipt").plug()
    transport.open { event, _ in events.record(event) }
    try await events.wait(count: 5)
    #expect(events.values[4] == .opened(LinkDescription(interface: 0, epoch: 2)))
    transport.close()
  }

  @Test func `an interface is opened once at a time`() async throws {
    let (transport, events) = try link("front")
    let (_, others) = try link("front")
    try await others.wait(count: 1)
    guard case .closed(.failed(let error)) = others.values[0] else {
      Issue.record("the interface was opened twice")
      return
    }
    #expect(error.code == .busy)
    transport.close()
    try await events.wait(count: 2)
    let (next, later) = try link("front")
    try await later.wait(count: 1)
    #expect(later.values.count == 1)
    next.close()
  }

  @Test func `a request that no device knows stalls`() async throws {
    let (transport, events) = try link("receipt")
    transport.perform(
      .control(LinkToken(1), ControlRequest(requestType: 0xC0, request: 1, value: 0, index: 0, length: 8)))
    try await events.wait(count: 2)
    #expect(events.values[1] == .controlled(LinkToken(1), .stalled))
    transport.close()
  }

  @Test func `discovery finds what is on USB, and the changes`() async throws {
    let found = Recorder<[DiscoveredDevice]>()
    let discovery = SimulatedDiscovery(till)
    try discovery.start { found.record($0) }
    #expect(found.values.isEmpty)
    try await found.wait(count: 1)
    #expect(found.values[0].map(\.serial) == ["SIMFRONT", "SIMHAND", "SIMRECEIPT", "SIMDRAWER"])
    try till.device("front").unplug()
    try await found.wait(count: 2)
    #expect(found.values[1].map(\.serial) == ["SIMHAND", "SIMRECEIPT", "SIMDRAWER"])
    try till.device("front").plug()
    try await found.wait(count: 3)
    let old = found.values[0][0]
    let new = found.values[2][0]
    #expect(new.port == old.port)
    #expect(new.number == old.number + 1)
    discovery.stop()
  }

  @Test func `discovered devices lead back to their ports`() async throws {
    for port in till.ports {
      let device = port.usb.discovered(port: port.path, number: 9)
      let byUSB = try transports.makeTransport(to: .usb(device, interface: 0), options: TransportOptions())
      #expect(byUSB.description.kind == .simulated)
      #expect(byUSB.description.port == port.path)
      for node in device.interfaces.flatMap(\.nodes) {
        let byNode = try transports.makeTransport(to: .hidraw(device, path: node.path), options: TransportOptions())
        #expect(byNode.description.port == port.path)
      }
    }
    var real = SimulatedUSBDevice.printer().discovered(port: "1-1", number: 1)
    real.syspath = "/sys/devices/pci0000:00/usb1/1-1"
    #expect(throws: PosError.self) {
      try transports.makeTransport(to: .usb(real, interface: 0), options: TransportOptions())
    }
  }
}
