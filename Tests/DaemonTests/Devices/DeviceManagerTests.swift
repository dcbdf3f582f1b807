import Drivers
import PosModel
import PosTesting
import Reactor
import Testing
import Transports

@testable import Daemon

@Suite struct DeviceManagerTests {
  static let front = "scanner-usb-1111-0001-A"

  @Test @ReactorActor func `a scanner that is plugged in becomes ready and its scans are told`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    try counter.transports.last.send(.received([UInt8(ascii: "S")]))
    #expect(
      counter.notes.values == [
        .added(Self.front), .changed(Self.front, .ready), .event(Self.front, .scan(ScannedCode(raw: [0x31]))),
      ])
    let device = try counter.device(Self.front)
    #expect(device.unit == "usb-1111:0001-A")
    #expect(device.capabilities == ["works": .flag(true)])
    #expect(device.statistics["opens"] == 1)
    #expect(device.transport.port == "1-1")
  }

  @Test @ReactorActor func `a device that comes back is the same device with the same claim`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    counter.manager.setClaimant("session 1", of: Self.front)
    counter.discovery.show([])
    #expect(counter.state(Self.front) == .absent)
    counter.discovery.show([Counter.scanner("1-2", number: 3, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    let device = try counter.device(Self.front)
    #expect(device.claimedBy == "session 1")
    #expect(device.transport.port == "1-2")
    #expect(device.statistics["opens"] == 2)
    #expect(!counter.notes.values.contains(.removed(Self.front)))
  }

  @Test @ReactorActor func `a new number on the same port is a replug that nobody saw`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    counter.discovery.show([Counter.scanner("1-1", number: 9, serial: "A")])
    #expect(counter.notes.values.contains(.changed(Self.front, .absent)))
    try await counter.wait(for: .ready, of: Self.front)
    #expect(counter.transports.made.count == 2)
    #expect(counter.transports.made[0].closed == 1)
    guard case .usb(let device, interface: 0) = try counter.transports.last.address else {
      Issue.record("not a USB address")
      return
    }
    #expect(device.number == 9)
  }

  @Test @ReactorActor func `what our own claim changes in sysfs is no news`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    var device = Counter.scanner("1-1", number: 2, serial: "A")
    device.interfaces[0].driver = "usbhid"
    device.interfaces[0].reportDescriptor = [5, 1]
    device.interfaces[0].nodes = [.init(kind: .hidraw, path: "/dev/hidraw0")]
    counter.discovery.show([device])
    try await counter.wait(for: .ready, of: Self.front)
    let notes = counter.notes.values.count
    counter.discovery.show([Counter.scanner("1-1", number: 2, serial: "A")])
    counter.discovery.show([device])
    #expect(counter.notes.values.count == notes)
    #expect(counter.transports.made.count == 1)
    #expect(try counter.transports.last.isOpen)
    #expect(counter.manager.present[0].interfaces[0].reportDescriptor == [5, 1])
  }

  @Test @ReactorActor func `two alike without serial numbers are told apart by their ports`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    counter.discovery.show([Counter.scanner("1-1", number: 2), Counter.scanner("1-2", number: 3)])
    try await counter.wait(for: .ready, of: "scanner-usb-1111-0001-1-1")
    try await counter.wait(for: .ready, of: "scanner-usb-1111-0001-1-2")
    counter.discovery.show([Counter.scanner("1-2", number: 3)])
    #expect(counter.state("scanner-usb-1111-0001-1-1") == .absent)
    #expect(counter.state("scanner-usb-1111-0001-1-2") == .ready)
  }

  @Test @ReactorActor func `a second device with the same serial number does not take the place of the first`()
    async throws
  {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    counter.discovery.show([Counter.scanner("1-2", number: 2, serial: "A")])
    try await counter.wait(for: .ready, of: Self.front)
    counter.discovery.show([
      Counter.scanner("1-1", number: 3, serial: "A"), Counter.scanner("1-2", number: 2, serial: "A"),
    ])
    try await counter.wait(for: .ready, of: "scanner-usb-1111-0001-1-1")
    #expect(try counter.device(Self.front).transport.port == "1-2")
    #expect(counter.transports.made[0].opened == 1)
  }

  @Test @ReactorActor func `flapping leaves one open link and nothing else`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    for number in 2..<52 {
      counter.discovery.show([Counter.scanner("1-1", number: number, serial: "A")])
      if number.isMultiple(of: 2) { counter.discovery.show([]) }
      if number.isMultiple(of: 7) { try await Reactor.shared.sleep(for: .milliseconds(1)) }
    }
    try await counter.wait(for: .ready, of: Self.front)
    try await eventually("one link is open") { counter.transports.made.filter(\.isOpen).count == 1 }
    #expect(counter.manager.units.count == 1)
    #expect(counter.manager.strangers.isEmpty)
  }

  @Test @ReactorActor func `unknown devices that left are forgotten beyond a bound`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    for number in 1...(DeviceManager.strangerLimit + 5) {
      counter.discovery.show([Counter.scanner("1-1", number: number, serial: "S\(number)")])
    }
    counter.discovery.show([])
    #expect(counter.manager.descriptions.count == DeviceManager.strangerLimit)
    #expect(counter.notes.values.contains(.removed("scanner-usb-1111-0001-S1")))
    #expect(counter.state("scanner-usb-1111-0001-S6") == .absent)
  }

  @Test @ReactorActor func `an unknown name is answered with the nearest one`() throws {
    startReactor()
    let configuration = try Configuration.parse([
      ("a", "[[device]]\nname = \"front\"\nclass = \"scanner\"\nmatch = { usb = \"1111:0001\", serial = \"A\" }")
    ])
    let counter = Counter(configuration)
    try counter.manager.start()
    #expect(try counter.manager.find("front").id == Self.front)
    do throws(PosError) {
      _ = try counter.manager.find("frnot")
      Issue.record("found")
    } catch {
      #expect(error.code == .noSuchDevice)
      #expect(error.remedy == "did you mean \"front\"?")
    }
  }

  @Test @ReactorActor func `stopping closes every link, and does not wait for one that hangs`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    counter.discovery.show([
      Counter.scanner("1-1", number: 2, serial: "A"), Counter.scanner("1-2", number: 3, serial: "B"),
    ])
    try await counter.wait(for: .ready, of: Self.front)
    try await counter.wait(for: .ready, of: "scanner-usb-1111-0001-B")
    counter.transports.made[1].answers = false
    let stopped = Recorder<Bool>()
    counter.manager.stop { stopped.record(true) }
    try await stopped.wait(count: 1, within: .seconds(20))
    #expect(counter.transports.made.map(\.closed) == [1, 1])
    #expect(stopped.values.count == 1)
  }

  @Test @ReactorActor func `a scanner's interface stays unbound on close, a printer's goes back`() async throws {
    startReactor()
    let counter = Counter()
    try counter.manager.start()
    counter.discovery.show([
      Counter.scanner("1-1", number: 2, serial: "A"), Counter.device("1-2", number: 3, vendor: 0x2222, serial: "P"),
    ])
    #expect(counter.transports.made.map(\.options.leaveUnbound) == [true, false])
  }
}
