import Drivers
import PosModel
import Testing

/// Two drawers on one printer: one sensor line, which says "open" while either is.
struct SharedDrawerTests {
  private static let settings = DriverSettings(drawerPins: [2, 5], drawerOpenLevel: .high, leftOpen: .seconds(10))

  private func bench() throws -> PrinterBench {
    try PrinterBench(Self.settings, printer: .init(sendsAutomaticStatus: true))
  }

  private func move(_ bench: inout PrinterBench, open: Bool) {
    bench.printer.drawerHigh = open
    bench.tellStatus()
  }

  private func state(_ bench: inout PrinterBench, _ pin: Int) -> DriverReply? {
    let id = bench.command(.drawerStatus(pin: pin))
    bench.pass(.milliseconds(100))
    if case .success(let reply)? = bench.replies[id] { return reply }
    return nil
  }

  @Test func `the kicked one is told by its pin, and nothing is said of the other`() throws {
    var bench = try bench()
    let id = bench.command(.openDrawer(DrawerPulse(pin: 5)))
    #expect(Array(bench.taken.suffix(5)) == [0x1B, 0x70, 0x01, 0x32, 0xC8])
    move(&bench, open: true)
    #expect(bench.replies[id] == .success(.drawer(open: true, anyOpen: true)))
    #expect(bench.events.last == .drawer(open: true, .kick, pins: [5]))
    #expect(state(&bench, 5) == .drawer(open: true, anyOpen: true))
    #expect(state(&bench, 2) == .drawer(open: nil, anyOpen: true))
    move(&bench, open: false)
    #expect(bench.events.last == .drawer(open: false, .closed, pins: [5]))
    #expect(state(&bench, 2) == .drawer(open: false, anyOpen: false))
    #expect(state(&bench, 5) == .drawer(open: false, anyOpen: false))
  }

  @Test func `one that opens with the key may be either`() throws {
    var bench = try bench()
    move(&bench, open: true)
    #expect(bench.events.last == .drawer(open: true, .key, pins: [2, 5]))
    #expect(state(&bench, 2) == .drawer(open: nil, anyOpen: true))
    bench.pass(.seconds(11))
    #expect(bench.events.last == .drawer(open: true, .leftOpen, pins: [2, 5]))
    move(&bench, open: false)
    #expect(bench.events.last == .drawer(open: false, .closed, pins: [2, 5]))
  }

  @Test func `a second one that is kicked while the first is open is not claimed to have opened`() throws {
    var bench = try bench()
    bench.command(.openDrawer(DrawerPulse(pin: 2)))
    move(&bench, open: true)
    let id = bench.command(.openDrawer(DrawerPulse(pin: 5)))
    #expect(bench.replies[id] == .success(.drawer(open: nil, anyOpen: true)))
    #expect(state(&bench, 2) == .drawer(open: nil, anyOpen: true))
    move(&bench, open: false)
    #expect(bench.events.last == .drawer(open: false, .closed, pins: [2, 5]))
  }

  @Test func `a kick of the other one while one is being opened is refused as busy, and says which`() throws {
    var bench = try bench()
    bench.command(.openDrawer(DrawerPulse(pin: 2)))
    let id = bench.command(.openDrawer(DrawerPulse(pin: 5)))
    guard case .failure(let error)? = bench.replies[id] else {
      Issue.record("another outcome")
      return
    }
    #expect(error.code == .busy)
    #expect(error.message.contains("other drawer"))
  }
}
