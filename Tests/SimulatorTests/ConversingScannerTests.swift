import Drivers
import PosModel
import PosTesting
import Reactor
import Simulator
import Testing
import Transports

/// Scanners that wait for the host, under the drivers that real ones have.
@ReactorActor
@Suite struct ConversingScannerTests {
  private let till: SimulatedTill
  private let transports: SimulatedTransports

  init() throws {
    till = try SimulatedTill(
      kitchenPort: 0,
      others: [
        SimulatedUSBPort(
          name: "snapi", usb: .snapiScanner(), path: "1-5", number: 6, scanner: ScannerModel(.snapi)),
        SimulatedUSBPort(
          name: "oem", usb: .oemScanner(), path: "1-6", number: 7, scanner: ScannerModel(.oem(tableTop: false))),
        SimulatedUSBPort(
          name: "table", usb: .oemScanner(tableTop: true), path: "1-7", number: 8,
          scanner: ScannerModel(.oem(tableTop: true))),
      ])
    transports = SimulatedTransports(till, system: SystemTransports())
  }

  private func scanner(_ name: String) throws -> LinkedDriver {
    let transport = try transports.makeTransport(to: .simulated(name), options: TransportOptions())
    let driver: any Driver =
      name == "snapi" ? try SNAPIScanner(DriverSettings()) : try OEMScanner(DriverSettings())
    return LinkedDriver(driver, on: transport)
  }

  private func scans(_ events: [DeviceEvent]) -> [[UInt8]] {
    events.compactMap { if case .scan(let code) = $0 { code.raw } else { nil } }
  }

  private static let codes = [
    "4006381333931", "4006381333931", "96385074", "010950600013435221\u{1D}10ABC",
    String(repeating: "0123456789", count: 70), "036000291452",
  ]

  @Test(arguments: ["snapi", "oem", "table"])
  func `scans arrive as they were shown, however quickly`(name: String) async throws {
    let driver = try scanner(name)
    driver.open()
    try await driver.states.wait(count: 1)
    // IBM's scanners read nothing before they were told to.
    try await eventually("reading") { try till.device(name).scanner?.preventsReading == false }
    for code in Self.codes { try till.scan(name, text: code, aim: nil) }
    try await driver.events.wait(for: "all scans") { scans($0).count == Self.codes.count }
    #expect(scans(driver.events.values) == Self.codes.map { Array($0.utf8) })
    driver.close()
  }

  @Test(arguments: ["snapi", "oem"])
  func `the host makes it beep and stops its reading`(name: String) async throws {
    let driver = try scanner(name)
    driver.open()
    try await driver.states.wait(count: 1)
    driver.perform(.beep(good: true))
    driver.perform(.beep(good: false))
    driver.perform(.enableScanning(false))
    try await driver.replies.wait(count: 3)
    #expect(driver.replies.values.allSatisfy { $0 == .success(.done) })
    let model = try till.device(name).scanner
    #expect(model?.goodBeeps == 1 && model?.errorBeeps == 1 && model?.preventsReading == true)
    driver.close()
  }

  // MARK: On a serial line

  @Test func `an SSI scanner on a line: long codes, noise, beeps`() async throws {
    let pty = try Pty()
    var model = ScannerModel(.ssi)
    let driver = LinkedDriver(
      try SSIScanner(DriverSettings(link: .serial)), on: SerialTransport(SerialAddress(path: pty.path)))
    driver.open()
    try await driver.states.wait(count: 1)
    let codes = ["4006381333931", "4006381333931", String(repeating: "0123456789", count: 60)]
    var sent = 0
    for code in codes { try model.show(Array(code.utf8)) }
    driver.perform(.beep(good: true))
    try await eventually("all scans and the beep", within: .seconds(60)) {
      model.receive(pty.read())
      while var packet = model.nextPacket() {
        sent += 1
        // Each third packet is damaged on the line.
        if sent % 3 == 0, packet.count > 8 { packet[6] ^= 0x01 }
        pty.write(packet)
      }
      return scans(driver.events.values).count == codes.count && model.goodBeeps > 0
    }
    #expect(scans(driver.events.values) == codes.map { Array($0.utf8) })
    #expect(!driver.events.values.contains { if case .scanLost = $0 { true } else { false } })
    driver.close()
  }
}
