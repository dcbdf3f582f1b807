import Drivers
import PosModel
import Testing

struct SerialDrawerTests {
  private func bench(_ settings: DriverSettings) throws -> DrawerBench<SerialDrawer> {
    var bench = try DrawerBench<SerialDrawer>(settings)
    bench.open()
    return bench
  }

  @Test(
    arguments: [
      ("esc-p", [0x1B, 0x70, 0x00, 0x32, 0xC8]),  // ESC p 0 50 200: 100 ms, 400 ms
      ("bel", [0x07]), ("sub", [0x1A]), ("esc-bel", [0x1B, 0x07]),
      ("led8", [0x1B, 0x70, 0x30, 0x3C, 0xF0]),  // ESC p '0' 60 240, as GiPOS sends it to an LED8 display
      ("5B 5b", [0x5B, 0x5B]),  // APG 212A as it comes: "[["
    ] as [(String, [UInt8])])
  func `each kick has its bytes`(_ text: String, _ bytes: [UInt8]) throws {
    let kick = try #require(DrawerKick(text))
    var bench = try bench(DriverSettings(drawerKick: kick))
    let id = bench.command(.openDrawer(nil))
    #expect(bench.taken == [bytes])
    #expect(bench.replies[id] == .success(.drawer(open: nil)))
    #expect(bench.timers.isEmpty)
  }

  @Test(arguments: [
    "", " ", "ESC-P", "7", "070", "07 1", "0x07", "G7", "+1", "bel sub", String(repeating: "07 ", count: 65),
  ])
  func `what is no kick is not taken for one`(_ text: String) {
    #expect(DrawerKick(text) == nil)
  }

  @Test func `pin and pulse are in the kick of ESC p`() throws {
    let pulse = DrawerPulse(pin: 5, on: .milliseconds(50), off: .milliseconds(500))
    var bench = try bench(DriverSettings(drawerPulse: pulse))
    bench.command(.openDrawer(nil))
    #expect(bench.taken == [[0x1B, 0x70, 0x01, 0x19, 0xFA]])
  }

  @Test func `the switch on a modem line says whether it opened, by whom, and that it is closed again`() throws {
    var bench = try DrawerBench<SerialDrawer>(
      DriverSettings(drawerOpenLevel: .high, leftOpen: .seconds(5), drawerLine: .cts))
    bench.lines = .data([ModemLines.dataSetReady.rawValue])
    bench.open()
    #expect(bench.capabilities["drawerSensor"] == .flag(true))
    let id = bench.command(.openDrawer(nil))
    bench.lines = .data([0x10])
    bench.pass(.milliseconds(300))
    #expect(bench.replies[id] == .success(.drawer(open: true)))
    bench.pass(.seconds(6))
    bench.lines = .data([0x20])
    bench.pass(.milliseconds(300))
    bench.pass(.seconds(10))
    bench.lines = .data([0x10])
    bench.pass(.milliseconds(1_100))
    let expected: [DeviceEvent] = [
      .drawer(open: true, .kick), .drawer(open: true, .leftOpen), .drawer(open: false, .closed),
      .drawer(open: true, .key),
    ]
    #expect(bench.events == expected)
  }

  @Test(arguments: [(.cts, 0x10), (.dsr, 0x20), (.ri, 0x40), (.dcd, 0x80)] as [(DriverSettings.DrawerLine, UInt8)])
  func `the level is that of the line that is named`(_ line: DriverSettings.DrawerLine, _ bit: UInt8) throws {
    var bench = try DrawerBench<SerialDrawer>(DriverSettings(drawerLine: line))
    bench.lines = .data([~bit])
    bench.open()
    let low = bench.command(.drawerLevel)
    bench.lines = .data([bit])
    let high = bench.command(.drawerLevel)
    #expect(bench.replies[low] == .success(.drawerLevel(high: false)))
    #expect(bench.replies[high] == .success(.drawerLevel(high: true)))
  }

  @Test func `the polarity of the line is learned from the first kick`() throws {
    var bench = try DrawerBench<SerialDrawer>(DriverSettings(drawerLine: .dsr))
    bench.lines = .data([0x20])
    bench.open()
    let before = bench.command(.drawerStatus())
    #expect(bench.replies[before] == .success(.drawer(open: nil)))
    bench.command(.openDrawer(nil))
    bench.lines = .data([0x00])
    bench.pass(.milliseconds(300))
    #expect(bench.events == [.drawer(open: true, .kick)])
  }

  @Test func `a kick that is called back with what was in front of it goes out again`() throws {
    var bench = try bench(DriverSettings())
    bench.nextOutcome = .cancelled
    let id = bench.command(.openDrawer(nil))
    #expect(bench.taken == [[0x1B, 0x70, 0x00, 0x32, 0xC8]])
    #expect(bench.replies[id] == .success(.drawer(open: nil)))
  }

  @Test func `the end of a kick that came too late is not the end of the next one`() throws {
    var bench = try bench(DriverSettings())
    bench.holds = true
    let late = bench.command(.openDrawer(nil))
    let token = try #require(bench.pending.first)
    bench.pending = []
    bench.pass(.seconds(4))
    #expect(bench.replies[late]?.code == .expired)
    let next = bench.command(.openDrawer(nil))
    bench.link(.sent(token, transferred: 5, .complete))
    #expect(bench.replies[next] == nil && bench.counts["kicks"] == 1, "it has opened the drawer all the same")
    bench.link(.sent(try #require(bench.pending.first), transferred: 5, .complete))
    #expect(bench.replies[next] == .success(.drawer(open: nil)))
  }

  @Test func `a kick that has left when it is called back is told as one that has`() throws {
    var bench = try bench(DriverSettings())
    bench.holds = true
    let id = bench.command(.openDrawer(nil))
    let token = try #require(bench.pending.first)
    bench.pending = []
    bench.pass(.milliseconds(3100))
    #expect(bench.replies[id] == nil)
    bench.link(.sent(token, transferred: 5, .complete))
    #expect(bench.replies[id] == .success(.drawer(open: nil)))
    #expect(bench.counts["kicks"] == 1)
  }

  @Test func `a port without modem lines kicks all the same, and claims nothing`() throws {
    var bench = try bench(DriverSettings(drawerOpenLevel: .high, drawerLine: .cts))
    #expect(bench.timers.isEmpty)
    let status = bench.command(.drawerStatus())
    #expect(bench.replies[status] == .success(.drawer(open: nil)))
    let id = bench.command(.openDrawer(nil))
    #expect(bench.replies[id] == .success(.drawer(open: nil)))
    #expect(bench.taken == [[0x1B, 0x70, 0x00, 0x32, 0xC8]])
  }

  @Test func `what a display on the line answers is nobody's`() throws {
    var bench = try bench(DriverSettings())
    bench.link(.received([0x1B, 0x70, 0xFF]))
    #expect(bench.events.isEmpty)
    #expect(bench.replies.isEmpty)
  }

  @Test func `raw bytes of an administrator are sent, and answered when they have left`() throws {
    var bench = try bench(DriverSettings())
    let id = bench.command(.directIO([0x06]))
    #expect(bench.taken == [[0x06]])
    #expect(bench.replies[id] == .success(.data([])))
  }

  @Test func `without its line every command is refused with what to do`() throws {
    var bench = try bench(DriverSettings(drawerLine: .cts))
    bench.link(.closed(.disconnected))
    let commands: [DriverCommand] = [
      .openDrawer(nil), .drawerStatus(), .drawerLevel, .directIO([1]), .check(external: false),
    ]
    for command in commands {
      let id = bench.command(command)
      #expect(bench.replies[id]?.code == .offline)
    }
    #expect(bench.taken.isEmpty)
  }
}
