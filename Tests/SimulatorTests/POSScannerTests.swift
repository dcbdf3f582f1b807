import Drivers
import PosModel
import PosTesting
import Reactor
import Simulator
import Testing
import Transports

/// Each maker's simulated HID POS scanner under the real driver.
@ReactorActor
@Suite struct POSScannerTests {
  private func scanner(
    _ maker: POSScannerMaker, interface: Int? = nil
  ) throws -> (till: SimulatedTill, driver: LinkedDriver) {
    let till = try SimulatedTill(kitchenPort: 0, front: maker)
    let transports = SimulatedTransports(till, system: SystemTransports())
    let device = SimulatedUSBDevice.posScanner(maker, serial: "SIMFRONT").discovered(port: "1-1", number: 2)
    let address = TransportAddress.usb(device, interface: interface ?? device.interfaces.count - 1)
    let transport = try transports.makeTransport(to: address, options: TransportOptions())
    return (till, LinkedDriver(try HIDPOSScanner(DriverSettings()), on: transport))
  }

  private func scans(_ events: [DeviceEvent]) -> [ScannedCode] {
    events.compactMap { if case .scan(let code) = $0 { code } else { nil } }
  }

  @Test(arguments: POSScannerMaker.allCases)
  func `codes of every length arrive whole, with what the maker says of them`(maker: POSScannerMaker) async throws {
    let (till, driver) = try scanner(maker)
    driver.open()
    try await driver.states.wait(count: 1)
    // The redirection of a composite unit is on its way.
    try await eventually("the redirection") { till.ports[0].scanner?.isRedirected == (maker == .youjie) }
    let codes =
      maker == .plain ? ["4006381333931"] : ["4006381333931", "0123456789", String(repeating: "7", count: 300)]
    for (index, code) in codes.enumerated() {
      try till.scan("front", text: code, aim: nil)
      try await driver.events.wait(for: code) { scans($0).count == index + 1 }
    }
    let found = scans(driver.events.values)
    #expect(found.map(\.raw) == codes.map { Array($0.utf8) })
    let hasAIM = maker != .newland && maker != .plain
    #expect(found[0].aim == (hasAIM ? "]E0" : nil))
    let tells = ![.datalogic, .zebra, .plain].contains(maker)
    #expect(found[0].symbology == (tells ? "ean13" : nil))
    driver.close()
  }

  @Test(arguments: [POSScannerMaker.honeywell, .newland, .datalogic, .zebra, .accessIS, .jieli, .youjie])
  func `beeps and trigger reach the scanner`(maker: POSScannerMaker) async throws {
    let (till, driver) = try scanner(maker)
    driver.open()
    try await driver.states.wait(count: 1)
    for command in [DriverCommand.beep(good: true), .beep(good: false), .trigger(true), .trigger(false)] {
      driver.perform(command)
    }
    try await driver.replies.wait(count: 4)
    #expect(driver.replies.values == Array(repeating: .success(.done), count: 4))
    let model = try #require(till.ports[0].scanner)
    #expect((model.goodBeeps, model.errorBeeps, model.triggers) == (1, 1, 1))
    #expect(!model.preventsReading)
    driver.close()
  }

  @Test func `a question in the maker's language is answered, and no answer is a scan`() async throws {
    for (maker, question, answer) in [
      (POSScannerMaker.honeywell, "\u{16}M\rREVINF.", "REVINF\u{06}."),
      (.honeywell, "\u{16}M\rNOSUCH.", "NOSUCH\u{05}."),
      (.newland, "~\u{01}0000#QRYSYS;\u{03}", "\u{06};\u{03}"),
    ] {
      let (till, driver) = try scanner(maker)
      driver.open()
      try await driver.states.wait(count: 1)
      driver.perform(.directIO(Array(question.utf8)))
      try await driver.replies.wait(count: 1)
      guard case .success(.data(let bytes)) = driver.replies.values[0] else {
        Issue.record("no answer of \(maker)")
        continue
      }
      #expect(String(decoding: bytes, as: UTF8.self).hasSuffix(answer))
      try till.scan("front", text: "42", aim: nil)
      try await driver.events.wait(count: 1)
      #expect(scans(driver.events.values).map(\.raw) == [Array("42".utf8)])
      driver.close()
    }
  }

  @Test func `a composite scanner types until it is told to send its reports, after each plug anew`() async throws {
    var model = ScannerModel(.hidPOS, maker: .youjie)
    #expect(try model.packets(for: Array("1".utf8)).first?.count == 8)
    #expect(model.scanInterface == 0)
    let order = ControlRequest(requestType: 0x21, request: 9, value: 0x03FE, index: 1, data: [0xFE, 0x01])
    #expect(model.control(order) == [])
    #expect(try model.packets(for: Array("1".utf8)).map(\.count) == [64])
    #expect(model.scanInterface == 1)

    let (till, driver) = try scanner(.youjie)
    for round in 1...2 {
      driver.open()
      try await driver.states.wait(for: "ready") { $0.count { $0 == "ready" } == round }
      try await eventually("the redirection") { till.ports[0].scanner?.isRedirected == true }
      try till.scan("front", text: "42", aim: nil)
      try await driver.events.wait(count: round)
      till.ports[0].unplug()
      #expect(till.ports[0].scanner?.isRedirected == false)
      try await driver.states.wait(for: "the end") { $0.count { $0 == "closed" } == round }
      till.ports[0].plug()
    }
    driver.close()
  }

  @Test func `a pure HID POS scanner stalls the redirection`() {
    var model = ScannerModel(.hidPOS)
    let order = ControlRequest(requestType: 0x21, request: 9, value: 0x03FE, index: 0, data: [0xFE, 0x01])
    #expect(model.control(order) == nil)
  }
}
