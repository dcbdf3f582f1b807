import Drivers
import EscPos
import PosModel
import PosProtocol
import Testing

@testable import Daemon

/// What a printer says of itself chooses its profile where the configuration names none.
@Suite struct PrinterAnswerTests {
  private func plan(
    _ text: String = "", deviceID: String? = nil, product: UInt16 = 0x0202,
    learn: ((inout LearnedAbilities) -> Void)? = nil
  ) throws -> UnitPlan? {
    let device = DiscoveredDevice(
      port: "1-1", syspath: "/sys/1-1", node: "/dev/bus/usb/001/002", bus: 1, number: 2, vendorID: 0x04B8,
      productID: product, product: "UB-U05", serial: "J1",
      interfaces: [.init(number: 0, classCode: 7, subclass: 1, protocol: 2, deviceID: deviceID)])
    var planner = UnitPlanner(
      configuration: try Configuration.parse([("posd.toml", text)]), drivers: builtinDrivers,
      choose: DriverChoice.fromDatabase)
    if let learn, let known = planner.plans(for: [device], knownAs: [:], seen: []).first {
      var abilities = LearnedAbilities(device: known.id(of: .posPrinter), learnedAt: "")
      learn(&abilities)
      planner.learned.printers[abilities.device] = abilities
    }
    return planner.plans(for: [device], knownAs: [:], seen: []).first
  }

  private let named = "[[device]]\nclass = \"posPrinter\"\nmatch = { port = \"1-1\" }\nprofile = \"TM-U220\"\n"

  @Test func `the model in the IEEE 1284 id decides before the USB product`() throws {
    let unknown = try plan()
    #expect(unknown?.settings.profile?.id == "generic-80" && unknown?.profileOrigin == .generic)
    let found = try plan(deviceID: "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;")
    #expect(found?.settings.profile?.id == "TM-T88V" && found?.profileOrigin == .deviceID)
    #expect(try plan(named, deviceID: "MFG:EPSON;MDL:TM-T88V;")?.settings.profile?.id == "TM-U220")
  }

  @Test func `its answers to GS I stand over its strings, and say its language`() throws {
    let found = try plan(deviceID: "MFG:EPSON;MDL:TM-T88V;") { abilities in
      abilities.model = "TM-T70II"
      abilities.fontLanguage = "CHINA GB18030"
    }
    #expect(found?.settings.profile?.id == "TM-T70II" && found?.profileOrigin == .answer)
    #expect(found?.settings.profile?.multiByte?.encoding == "gb18030")
    // A model that posd does not know changes nothing.
    let stranger = try plan(deviceID: "MFG:EPSON;MDL:TM-T88V;") { $0.model = "PP-1" }
    #expect(stranger?.settings.profile?.id == "TM-T88V" && stranger?.profileOrigin == .deviceID)
  }

  @Test func `what the configuration names stays`() throws {
    let found = try plan(named) { abilities in
      abilities.model = "TM-T88V"
      abilities.fontLanguage = "KANJI JAPANESE"
    }
    #expect(found?.settings.profile?.id == "TM-U220" && found?.profileOrigin == .configuration)
    #expect(found?.settings.profile?.multiByte == nil)
  }

  @Test func `nobody is believed to be an Epson without Epson's id`() throws {
    let device = DiscoveredDevice(
      port: "1-1", syspath: "/sys/1-1", node: "/dev/bus/usb/001/002", bus: 1, number: 2, vendorID: 0xFFF0,
      productID: 0x0001,
      interfaces: [.init(number: 0, classCode: 7, subclass: 1, protocol: 2, deviceID: "MDL:TM-T88V;")])
    let planner = UnitPlanner(
      configuration: try Configuration.parse([("posd.toml", "")]), drivers: builtinDrivers,
      choose: DriverChoice.fromDatabase)
    let plan = try #require(planner.plans(for: [device], knownAs: [:], seen: []).first)
    #expect((plan.settings.profile ?? .generic).id == PrinterProfile.generic.id)
  }
}
