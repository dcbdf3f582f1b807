import Drivers
import PosModel
import Testing

/// Reports as ndf-zz/posiflex-hidcd writes and reads them, of the drawer with the number 7.
struct PosiflexDrawerTests {
  private static let rest = [UInt8](repeating: 0, count: 118)
  private static let kick: [UInt8] = [0x07, 0x07] + rest
  private static let question: [UInt8] = [0x07, 0x08] + rest
  private static let closed: [UInt8] = [0x71] + [UInt8](repeating: 0, count: 119)
  private static let open: [UInt8] = [0x70] + [UInt8](repeating: 0, count: 119)

  private func bench(
    leftOpen: Duration = .seconds(30), _ answer: @escaping ([UInt8]) -> [UInt8]?
  ) throws -> DrawerBench<PosiflexDrawer> {
    var bench = try DrawerBench<PosiflexDrawer>(DriverSettings(leftOpen: leftOpen, quirks: ["drawer-7"]))
    bench.answer = answer
    bench.open()
    return bench
  }

  /// Answers every question with `state`, which a kick opens.
  private final class Lock {
    var isOpen = false
    var opensByKick = true

    func answer(_ report: [UInt8]) -> [UInt8]? {
      if report == PosiflexDrawerTests.kick, opensByKick { isOpen = true }
      guard report == PosiflexDrawerTests.question else { return nil }
      return isOpen ? PosiflexDrawerTests.open : PosiflexDrawerTests.closed
    }
  }

  @Test func `it is ready at once, asked for its state, and says that it has a sensor`() throws {
    let bench = try bench { _ in Self.closed }
    #expect(bench.isReady)
    #expect(bench.taken == [Self.question])
    #expect(bench.capabilities["drawerSensor"] == .flag(true))
    #expect(bench.events.isEmpty)
  }

  @Test func `a kick is one report of 120 bytes, answered by the sensor`() throws {
    let lock = Lock()
    var bench = try bench(lock.answer)
    let id = bench.command(.openDrawer(nil))
    #expect(bench.taken.last == Self.kick)
    bench.pass(.seconds(1))
    #expect(bench.replies[id] == .success(.drawer(open: true)))
    #expect(bench.events == [.drawer(open: true, .kick)])
    #expect(bench.counts["kicks"] == 1)
  }

  @Test func `the drawer of another number has other bytes`() throws {
    var bench = try DrawerBench<PosiflexDrawer>(DriverSettings(quirks: ["drawer-6"]))
    bench.open()
    bench.command(.openDrawer(nil))
    #expect(bench.taken == [[0x06, 0x07] + Self.rest, [0x06, 0x06] + Self.rest])
  }

  @Test func `without a number there is no driver, and the error says what to write`() {
    for quirks: Set<String> in [[], ["drawer-8"], ["drawer-1", "drawer-2"]] {
      let error = #expect(throws: PosError.self) { try PosiflexDrawer(DriverSettings(quirks: quirks)) }
      #expect(error?.remedy?.contains("drawer-7") == true)
    }
  }

  @Test func `opened with the key it is told within a second or so, and so is the closing`() throws {
    let lock = Lock()
    var bench = try bench(lock.answer)
    bench.pass(.seconds(60))
    lock.isOpen = true
    bench.pass(.milliseconds(1_100))
    #expect(bench.events == [.drawer(open: true, .key)])
    lock.isOpen = false
    bench.pass(.milliseconds(300))
    #expect(bench.events == [.drawer(open: true, .key), .drawer(open: false, .closed)])
  }

  @Test func `a drawer that stays open is told once`() throws {
    let lock = Lock()
    var bench = try bench(leftOpen: .seconds(10), lock.answer)
    bench.command(.openDrawer(nil))
    bench.pass(.seconds(9))
    #expect(bench.events == [.drawer(open: true, .kick)])
    bench.pass(.seconds(100))
    #expect(bench.events == [.drawer(open: true, .kick), .drawer(open: true, .leftOpen)])
  }

  @Test func `a locked drawer is kicked once more, then it is said that it did not open`() throws {
    let lock = Lock()
    lock.opensByKick = false
    var bench = try bench(lock.answer)
    let id = bench.command(.openDrawer(nil))
    bench.pass(.seconds(4))
    #expect(bench.replies[id] == .success(.drawer(open: false)))
    #expect(bench.taken.count { $0 == Self.kick } == 2)
    bench.pass(.seconds(60))
    #expect(bench.taken.count { $0 == Self.kick } == 2)
  }

  @Test func `a kick that cannot leave within three seconds is dropped and never comes late`() throws {
    var bench = try bench { _ in Self.closed }
    bench.holds = true
    let id = bench.command(.openDrawer(nil))
    bench.pass(.milliseconds(3_100))
    #expect(bench.replies[id]?.code == .expired)
    #expect(bench.pending.isEmpty)
    bench.holds = false
    bench.pass(.seconds(30))
    #expect(!bench.taken.contains(Self.kick))
  }

  @Test func `a kick under way when the cable goes is an error, and is not made up for`() throws {
    let lock = Lock()
    var bench = try bench(lock.answer)
    bench.holds = true
    let id = bench.command(.openDrawer(nil))
    for token in bench.pending { bench.link(.sent(token, transferred: 0, .disconnected)) }
    bench.link(.closed(.disconnected))
    #expect(bench.replies[id]?.code == .offline)
    bench.pending = []
    bench.holds = false
    bench.open()
    bench.pass(.seconds(10))
    #expect(!bench.taken.contains(Self.kick))
    #expect(bench.command(.drawerStatus()) != id)
    #expect(bench.replies.values.contains(.success(.drawer(open: false))))
  }

  @Test func `opened while its cable was out, it is told when the cable is in again`() throws {
    let lock = Lock()
    var bench = try bench(lock.answer)
    bench.link(.closed(.disconnected))
    #expect(bench.timers.isEmpty)
    lock.isOpen = true
    bench.open()
    #expect(bench.events == [.drawer(open: true, .key)])
  }

  @Test func `a drawer that falls silent is not said to be closed`() throws {
    let lock = Lock()
    var bench = try bench(lock.answer)
    bench.answer = { _ in nil }
    bench.pass(.seconds(10))
    let id = bench.command(.drawerStatus())
    bench.pass(.seconds(1))
    #expect(bench.replies[id]?.code == .timeout)
    bench.answer = lock.answer
    bench.pass(.seconds(2))
    let again = bench.command(.drawerStatus())
    #expect(bench.replies[again] == .success(.drawer(open: false)))
  }

  @Test func `reports of another drawer, and empty ones, say nothing`() throws {
    var bench = try bench { _ in nil }
    for report: [UInt8] in [[], [0x61], [0x60], [0xF0], [0x01]] { bench.link(.received(report)) }
    #expect(bench.capabilities.isEmpty)
    #expect(bench.events.isEmpty)
  }

  @Test func `no command makes it send the byte F0, nor any that is not its own`() throws {
    let lock = Lock()
    var bench = try bench(lock.answer)
    let commands: [DriverCommand] = [
      .directIO([0x07, 0xF0]), .directIO([]), .openDrawer(DrawerPulse(pin: 5)), .openDrawer(nil), .drawerStatus(),
      .drawerStatus(pin: 5), .drawerLevel, .check(external: false), .check(external: true), .printerStatus, .probe,
      .print(PrintWork(job: "J", attempt: 1, bytes: [0xF0])), .enableScanning(true), .beep(good: true),
    ]
    for command in commands {
      bench.command(command)
      bench.pass(.seconds(5))
    }
    #expect(bench.replies.count == commands.count)
    #expect(Set(bench.taken) == [Self.kick, Self.question])
  }

  @Test func `a halted endpoint is recovered, and the next kick opens`() throws {
    let lock = Lock()
    var bench = try bench(lock.answer)
    bench.nextOutcome = .stalled
    let id = bench.command(.openDrawer(nil))
    #expect(bench.replies[id]?.code == .failure)
    #expect(bench.recoveries == 1)
    bench.link(.recovered)
    let again = bench.command(.openDrawer(nil))
    bench.pass(.seconds(1))
    #expect(bench.replies[again] == .success(.drawer(open: true)))
  }
}
