import Drivers
import EscPos
import PosModel
import Testing
import Transports

@testable import Daemon

@Suite struct UnitPlannerProfileTests {
  private func printer(_ vendor: UInt16, _ product: UInt16, _ name: String? = nil) -> DiscoveredDevice {
    DiscoveredDevice(
      port: "1-1", syspath: "/sys/1-1", node: "/dev/bus/usb/001/002", bus: 1, number: 2, vendorID: vendor,
      productID: product, product: name, interfaces: [.init(number: 0, classCode: 7, subclass: 1, protocol: 2)])
  }

  private func profile(_ device: DiscoveredDevice?, _ text: String = "", own: String = "") throws -> PrinterProfile? {
    let configuration = try Configuration.parse([("posd.toml", text)], profiles: [("own.toml", own)])
    let planner = UnitPlanner(configuration: configuration, drivers: builtinDrivers, choose: DriverChoice.fromDatabase)
    return planner.plans(for: device.map { [$0] } ?? [], knownAs: [:], seen: []).first?.settings.profile
  }

  private func configured(_ keys: String) -> String {
    "[[device]]\nclass = \"posPrinter\"\nmatch = { port = \"1-1\" }\n" + keys
  }

  @Test func `without configuration the USB identity decides`() throws {
    #expect(try profile(printer(0x04B8, 0x0E15))?.id == "TM-T20II")
    #expect(try profile(printer(0x04B8, 0x0202, "TM-T88V"))?.id == "TM-T88V")
    #expect(try profile(printer(0x0416, 0x5011, "POS58 Printer"))?.id == "generic-58")
    #expect(try profile(printer(0x04B8, 0x0202, "UB-U05"))?.id == "generic-80")
  }

  @Test func `a configured profile stands over the identity`() throws {
    #expect(try profile(printer(0x04B8, 0x0E15), configured("profile = \"generic-58\""))?.id == "generic-58")
    let own = "[[profile]]\nid = \"counter\"\ninherits = \"TM-T20II\"\nnames = [\"Acme\"]\n"
    #expect(try profile(printer(0x04B8, 0x0E15), configured("profile = \"COUNTER\""), own: own)?.id == "counter")
    #expect(try profile(printer(0x1234, 0x0001, "Acme 1"), own: own)?.id == "counter")
  }

  @Test func `keys of the device stand over its profile`() throws {
    let keys = "encoding = \"gb18030\"\ncolumns = 42\ndrawer-pins = [5]\n"
    let found = try #require(try profile(printer(0x04B8, 0x0E15), configured(keys)))
    #expect(found.id == "TM-T20II")
    #expect(found.multiByte?.encoding == "gb18030")
    #expect(found.columns() == 42)
    #expect(found.drawerPins == [5])
    let narrow = try profile(printer(0x04B8, 0x0202), configured("paper = 58\nencoding = \"cp858\"\n"))
    #expect(narrow?.columns() == 32)
    #expect(narrow?.multiByte == nil)
  }

  @Test func `a printer on the network has its configured profile, else the generic one`() throws {
    let device = "[[device]]\nclass = \"posPrinter\"\ntransport = \"tcp://192.0.2.10\"\n"
    #expect(try profile(nil, device + "profile = \"TM-U220\"")?.id == "TM-U220")
    #expect(try profile(nil, device)?.id == "generic-80")
  }

  @Test func `a scanner has no profile of printers`() throws {
    #expect(try profile(nil, "[[device]]\nclass = \"scanner\"\ntransport = \"serial:///dev/ttyS9\"\n") == nil)
  }
}
