import Drivers
import EscPos
import PosModel
import PosTesting
import Reactor
import Simulator
import Testing
import Transports

/// The simulated till under the drivers that real devices have.
@ReactorActor
@Suite struct RealDriverTests {
  private let till: SimulatedTill
  private let transports: SimulatedTransports

  init() throws {
    till = try SimulatedTill(kitchenPort: 0)
    transports = SimulatedTransports(till, system: SystemTransports())
  }

  private func scanner(_ name: String) throws -> LinkedDriver {
    let transport = try transports.makeTransport(to: .simulated(name), options: TransportOptions())
    let driver: any Driver =
      name == "front" ? try HIDPOSScanner(DriverSettings()) : try HIDKeyboardScanner(DriverSettings())
    return LinkedDriver(driver, on: transport)
  }

  private func printer(_ name: String) async throws -> LinkedDriver {
    let isNetwork = name == "kitchen"
    let address =
      isNetwork ? TransportAddress.tcp(host: NetworkPrinter.host, port: till.kitchen.port) : .simulated(name)
    let driver = LinkedDriver(
      try EscPosPrinter(DriverSettings(link: isNetwork ? .tcp : .usb)),
      on: try transports.makeTransport(to: address, options: TransportOptions()))
    driver.open()
    try await driver.states.wait(for: "ready") { $0.contains("ready") }
    return driver
  }

  private func work(_ text: String) -> PrintWork {
    PrintWork(job: "job", attempt: 1, bytes: ReceiptText(text).encoded().bytes)
  }

  private func scans(_ events: [DeviceEvent]) -> [ScannedCode] {
    events.compactMap { if case .scan(let code) = $0 { code } else { nil } }
  }

  private func isBlocked(_ events: [DeviceEvent], by code: PosError.Code) -> Bool {
    events.contains { event in
      guard case .printProgress(_, _, _, let blocked) = event else { return false }
      return blocked?.code == code
    }
  }

  // MARK: Scanners

  @Test func `scans arrive as they were shown, GS and long codes included`() async throws {
    let codes = [
      "4006381333931", "010950600013435221\u{1D}10ABC", String(repeating: "0123456789", count: 30), "a-Z ~|",
    ]
    for name in ["front", "hand"] {
      let driver = try scanner(name)
      driver.open()
      try await driver.states.wait(count: 1)
      for (index, code) in codes.enumerated() {
        try till.scan(name, text: code, aim: nil)
        try await driver.events.wait(for: code) { scans($0).count == index + 1 }
      }
      #expect(scans(driver.events.values).map(\.raw) == codes.map { Array($0.utf8) })
      driver.close()
    }
  }

  @Test func `the AIM identifier is told apart from the code`() async throws {
    let driver = try scanner("front")
    driver.open()
    try await driver.states.wait(count: 1)
    try till.scan("front", text: "收据", aim: "]Q3")
    try await driver.events.wait(count: 1)
    #expect(scans(driver.events.values) == [ScannedCode(raw: Array("收据".utf8), aim: "]Q3", symbology: "qr")])
    driver.close()
  }

  @Test func `a scan cut by an unplug is reported as lost, and the next one is whole`() async throws {
    let driver = try scanner("hand")
    driver.open()
    try await driver.states.wait(count: 1)
    try till.order(.slow, on: "hand")
    try till.scan("hand", text: String(repeating: "7", count: 100), aim: nil)
    // Long enough for the first keys: 200 reports take seconds.
    try await Reactor.shared.sleep(for: .milliseconds(200))
    try till.device("hand").unplug()
    try await driver.events.wait(for: "the loss") { $0.contains(.scanLost(.unplugged)) }
    try till.order(nil, on: "hand")
    driver.open()
    try await driver.states.wait(for: "the second opening") { $0.count { $0 == "ready" } == 2 }
    try till.scan("hand", text: "42", aim: nil)
    try await driver.events.wait(for: "the scan") { !scans($0).isEmpty }
    #expect(scans(driver.events.values).map(\.raw) == [Array("42".utf8)])
    driver.close()
  }

  @Test(arguments: ["front", "hand"])
  func `nonsense from a scanner is never delivered as a code`(name: String) async throws {
    let driver = try scanner(name)
    driver.open()
    try await driver.states.wait(count: 1)
    try till.order(.garbage, on: name)
    try till.scan(name, text: "4006381333931", aim: nil)
    try till.order(nil, on: name)
    try await Reactor.shared.sleep(for: .milliseconds(500))
    try till.scan(name, text: "42", aim: nil)
    try await driver.events.wait(for: "the good scan") { !scans($0).isEmpty }
    #expect(scans(driver.events.values).map(\.raw) == [Array("42".utf8)])
    driver.close()
  }

  // MARK: Printing

  @Test(arguments: ["receipt", "kitchen"])
  func `a Chinese receipt comes out as it was written`(name: String) async throws {
    let driver = try await printer(name)
    driver.perform(.print(work("便民超市\n可口可乐 330ml ¥3.50\n")))
    #expect(try await driver.outcome() == .completed(.processed))
    let paper = try till.paper(name, clear: true)
    #expect(paper.text == "便民超市\n可口可乐 330ml ￥3.50\n[cut]\n")
    #expect(paper.unknown.isEmpty)
    #expect(try till.paper(name, clear: false).text.isEmpty)
    driver.close()
  }

  @Test(arguments: ["receipt", "kitchen"])
  func `paper that ends in the middle blocks the job, and no byte is lost or printed twice`(name: String) async throws {
    let driver = try await printer(name)
    try till.device(name).printer?.paperLeft = 3
    let text = (0..<2000).map { "line \($0)\n" }.joined()
    driver.perform(.print(work(text)))
    try await driver.events.wait(for: "the paper end", within: .seconds(60)) { isBlocked($0, by: .paperEnd) }
    #expect(driver.replies.values.isEmpty)
    #expect(try till.paper(name, clear: false).text == "line 0\nline 1\nline 2\n")
    try till.order(nil, on: name)
    #expect(try await driver.outcome() == .completed(.processed))
    #expect(try till.paper(name, clear: false).text == text + "[cut]\n")
    driver.close()
  }

  @Test(arguments: [DeviceFault.paperEnd, .coverOpen])
  func `a job waits for paper and cover before its first byte`(fault: DeviceFault) async throws {
    let driver = try await printer("receipt")
    try till.order(fault, on: "receipt")
    driver.perform(.print(work("later")))
    try await driver.events.wait(for: "the block") { isBlocked($0, by: fault == .paperEnd ? .paperEnd : .coverOpen) }
    #expect(try till.paper("receipt", clear: false).items.isEmpty)
    try till.order(nil, on: "receipt")
    #expect(try await driver.outcome() == .completed(.processed))
    #expect(try till.paper("receipt", clear: false).text == "later\n[cut]\n")
    driver.close()
  }

  @Test func `an unplug in the middle of a job says how much had left`() async throws {
    let driver = try await printer("receipt")
    try till.order(.slow, on: "receipt")
    driver.perform(.print(work(String(repeating: "0123456789\n", count: 1000))))
    try await eventually("some paper") { try till.paper("receipt", clear: false).fedLines > 2 }
    try till.device("receipt").unplug()
    guard case .interrupted(let error, let sent) = try await driver.outcome() else {
      Issue.record("the job was not interrupted")
      return
    }
    #expect(error.code == .offline)
    #expect(sent > 0)
    driver.close()
  }

  @Test func `a stall is cleared, and the job goes on without repeating a byte`() async throws {
    let driver = try await printer("receipt")
    // Past the questions before the job: only its content is long.
    try till.order(.slow, on: "receipt")
    let text = String(repeating: "0123456789\n", count: 30)
    driver.perform(.print(work(text)))
    try await eventually("some paper") { try till.paper("receipt", clear: false).fedLines > 2 }
    try till.order(.stall, on: "receipt")
    #expect(try await driver.outcome() == .completed(.processed))
    #expect(driver.states.values.contains("healthy"))
    #expect(try till.paper("receipt", clear: false).text == text + "[cut]\n")
    driver.close()
  }

  @Test func `a printer that used to answer and is silent now leaves the job uncertain`() async throws {
    let driver = try await printer("receipt")
    try till.order(.silent, on: "receipt")
    driver.perform(.print(work("silent")))
    guard case .interrupted(let error, _) = try await driver.outcome() else {
      Issue.record("silence is no proof")
      return driver.close()
    }
    #expect(error.code == .offline)
    #expect(try till.paper("receipt", clear: false).text == "silent\n[cut]\n")
    driver.close()
  }

  @Test func `a printer that talks nonsense harms nobody`() async throws {
    let driver = try await printer("receipt")
    try till.order(.garbage, on: "receipt")
    driver.perform(.printerStatus)
    try await driver.replies.wait(count: 1, within: .seconds(60))
    try till.order(nil, on: "receipt")
    driver.close()
  }

  // MARK: The drawer

  @Test func `a kick opens the drawer, a push closes it, a key opens it again`() async throws {
    let driver = try await printer("receipt")
    driver.perform(.openDrawer(DrawerPulse()))
    try await driver.replies.wait(count: 1)
    guard case .success(.drawer(open: true, anyOpen: nil)) = driver.replies.values[0] else {
      Issue.record("the drawer did not open: \(driver.replies.values)")
      return
    }
    #expect(till.ports[2].printer?.drawer?.kicks == 1)
    try till.setDrawer("till-drawer", open: false)
    try till.setDrawer("till-drawer", open: true)
    try await driver.events.wait(for: "three movements") { events in
      events.count { if case .drawer = $0 { true } else { false } } == 3
    }
    let movements = driver.events.values.filter { if case .drawer = $0 { true } else { false } }
    #expect(movements.first == .drawer(open: true, .kick))
    #expect(movements[1] == .drawer(open: false, .closed))
    driver.close()
  }

  // MARK: The network

  @Test func `an unplugged network printer refuses, and is there again after the plug`() async throws {
    let driver = try await printer("kitchen")
    try till.order(.unplug, on: "kitchen")
    try await driver.states.wait(for: "the end") { $0.contains("closed") }
    driver.open()
    try await driver.states.wait(for: "the refusal") { $0.count { $0 == "closed" } == 2 }
    try till.order(nil, on: "kitchen")
    driver.open()
    try await driver.states.wait(for: "ready again") { $0.count { $0 == "ready" } == 2 }
    driver.perform(.print(work("again")))
    #expect(try await driver.outcome() == .completed(.processed))
    #expect(try till.paper("kitchen", clear: false).text == "again\n[cut]\n")
    driver.close()
  }

  @Test func `a network printer serves one connection at a time`() async throws {
    let first = try await printer("kitchen")
    let second = LinkedDriver(
      try EscPosPrinter(DriverSettings(link: .tcp)),
      on: try transports.makeTransport(
        to: .tcp(host: NetworkPrinter.host, port: till.kitchen.port), options: TransportOptions()))
    second.open()
    first.perform(.print(work("first")))
    #expect(try await first.outcome() == .completed(.processed))
    second.perform(.print(work("second")))
    first.close()
    #expect(try await second.outcome() != nil)
    #expect(try till.paper("kitchen", clear: false).text == "first\n[cut]\nsecond\n[cut]\n")
    second.close()
  }
}
