import Drivers
import PosModel
import Testing

struct EscPosDrawerTests {
  @Test func `a kick is the five bytes and its answer is the sensor's`() throws {
    var bench = try PrinterBench(printer: .init(hasDrawer: true))
    let before = bench.taken.count
    let id = bench.command(.openDrawer(DrawerPulse()))
    bench.pass(.seconds(1))
    #expect(Array(bench.taken.dropFirst(before)) == [0x1B, 0x70, 0x00, 0x32, 0xC8])
    #expect(bench.replies[id] == .success(.drawer(open: true)))
    #expect(bench.events.contains(.drawer(open: true, .kick)))
  }

  @Test func `without a sensor nobody claims that the drawer is open`() throws {
    var bench = try PrinterBench()
    let id = bench.command(.openDrawer(DrawerPulse()))
    bench.pass(.seconds(3))
    #expect(bench.replies[id] == .success(.drawer(open: nil)))
    #expect(bench.isUnwatched)
  }

  @Test func `a drawer is watched until it is closed, then nobody asks`() throws {
    var bench = try PrinterBench(printer: .init(hasDrawer: true))
    bench.command(.openDrawer(DrawerPulse()))
    bench.pass(.seconds(60))
    bench.printer.drawerHigh = false
    bench.pass(.seconds(5))
    #expect(bench.events.last == .drawer(open: false, .closed))
    #expect(bench.isUnwatched)
  }

  @Test func `a drawer that opens without a kick was opened with the key`() throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: true))
    bench.printer.drawerHigh = true
    bench.tellStatus()
    #expect(bench.events.last == .drawer(open: true, .key))
  }

  @Test func `a drawer that stays open is told once, after the time that was set`() throws {
    var bench = try PrinterBench(
      DriverSettings(leftOpen: .seconds(10)), printer: .init(sendsAutomaticStatus: true, hasDrawer: true))
    bench.command(.openDrawer(nil))
    bench.pass(.seconds(9))
    #expect(bench.events.last == .drawer(open: true, .kick))
    bench.pass(.seconds(100))
    #expect(bench.events.count { $0 == .drawer(open: true, .leftOpen) } == 1)
    #expect(bench.isUnwatched)
    bench.command(.openDrawer(nil))
    bench.printer.drawerHigh = false
    bench.tellStatus()
    bench.pass(.seconds(100))
    #expect(bench.events.last == .drawer(open: false, .closed))
  }

  @Test func `a polarity that somebody has looked at needs no kick`() throws {
    var bench = try PrinterBench(
      DriverSettings(drawerOpenLevel: .low), printer: .init(sendsAutomaticStatus: true, drawerHigh: true))
    let id = bench.command(.drawerStatus())
    bench.pass(.seconds(1))
    #expect(bench.replies[id] == .success(.drawer(open: false)))
    bench.printer.drawerHigh = false
    bench.tellStatus()
    #expect(bench.events.last == .drawer(open: true, .key))
  }

  @Test func `the polarity is learned from the first kick`() throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: true, drawerHigh: true))
    bench.command(.openDrawer(DrawerPulse()))
    bench.printer.drawerHigh = false
    bench.tellStatus()
    #expect(bench.events.last == .drawer(open: true, .kick))
    bench.printer.drawerHigh = true
    bench.tellStatus()
    #expect(bench.events.last == .drawer(open: false, .closed))
  }

  @Test func `a drawer opens although the paper is out`() throws {
    var bench = try PrinterBench(printer: .init(hasDrawer: true))
    bench.printer.paperEnd = true
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x41])))
    bench.pass(.seconds(2))
    let before = bench.taken.count
    let id = bench.command(.openDrawer(DrawerPulse()))
    bench.pass(.seconds(1))
    #expect(Array(bench.taken.dropFirst(before)) == [0x10, 0x14, 0x01, 0x00, 0x01])
    #expect(bench.replies[id] == .success(.drawer(open: true)))
  }

  @Test func `a kick that cannot leave within three seconds is dropped and never comes late`() throws {
    var bench = try PrinterBench(printer: .init(hasDrawer: true))
    bench.printer.holds = true
    let id = bench.command(.openDrawer(DrawerPulse()))
    bench.pass(.seconds(4))
    guard case .failure(let error)? = bench.replies[id] else {
      Issue.record("another outcome")
      return
    }
    #expect(error.code == .expired)
    let before = bench.taken.count
    bench.release()
    bench.pass(.seconds(10))
    #expect(!bench.taken.dropFirst(before).contains(0x70))
  }

  @Test func `a kick that has left when it is called back is told as one that has`() throws {
    var bench = try PrinterBench(printer: .init(answersRealTime: false, answersInOrder: false))
    bench.printer.holds = true
    let id = bench.command(.openDrawer(DrawerPulse()))
    let kick = try #require(bench.pending.first)
    bench.pending = []
    bench.pass(.milliseconds(3100))
    #expect(bench.replies[id] == nil)
    bench.printer.holds = false
    bench.link(.sent(kick.token, transferred: kick.bytes.count, .complete))
    bench.pass(.seconds(2))
    #expect(bench.replies[id] == .success(.drawer(open: nil)))
    #expect(bench.counts["kicks"] == 1)
  }

  @Test func `the end of a kick that was given up is not the end of the next one, and is not forgotten`() throws {
    var bench = try PrinterBench(
      DriverSettings(drawerOpenLevel: .high), printer: .init(sendsAutomaticStatus: true, hasDrawer: true))
    bench.printer.holds = true
    let late = bench.command(.openDrawer(DrawerPulse()))
    let kick = try #require(bench.pending.first)
    bench.pending = []
    bench.pass(.seconds(4))
    #expect(bench.replies[late]?.code == .expired)
    let next = bench.command(.openDrawer(DrawerPulse()))
    bench.link(.sent(kick.token, transferred: kick.bytes.count, .complete))
    #expect(bench.replies[next] == nil)
    #expect(bench.counts["kicks"] == 1)
    // Automatic status: pin 3 is high.
    bench.link(.received([0x14, 0x00, 0x00, 0x0F]))
    #expect(bench.events.last == .drawer(open: true, .kick), "nobody had a key")
  }

  @Test func `the beginning of a kick that was called back too late becomes a pulse of no length`() throws {
    var bench = try PrinterBench()
    bench.printer.holds = true
    bench.command(.openDrawer(DrawerPulse()))
    let kick = try #require(bench.pending.first)
    bench.pending = []
    bench.pass(.seconds(4))
    bench.printer.holds = false
    bench.link(.sent(kick.token, transferred: 2, .cancelled))
    #expect(bench.taken == [0x00, 0x00, 0x00])
  }

  @Test func `a kick during a picture comes after its bytes, not among them`() throws {
    var bench = try PrinterBench(printer: .init(hasDrawer: true))
    // GS v 0, 72 bytes wide, 125 rows.
    let bytes = [0x1D, 0x76, 0x30, 0x00, 72, 0x00, 125, 0x00] + [UInt8](repeating: 0x41, count: 9000)
    bench.printer.nextOutcome = (4096, .stalled)
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: bytes)))
    let id = bench.command(.openDrawer(DrawerPulse()))
    bench.link(.recovered)
    bench.pass(.seconds(2))
    #expect(bench.replies[id] == .success(.drawer(open: true)))
    let first = try #require(bench.taken.firstIndex(of: 0x1D))
    let isWhole = Array(bench.taken[first..<first + bytes.count]) == bytes
    #expect(isWhole)
  }

  @Test func `a kick that meets a halted endpoint has the halt cleared for the next`() throws {
    var bench = try PrinterBench(printer: .init(hasDrawer: true))
    bench.printer.nextOutcome = (0, .stalled)
    bench.command(.openDrawer(DrawerPulse()))
    #expect(bench.recoveries.count == 1)
    bench.link(.recovered)
    let id = bench.command(.openDrawer(DrawerPulse()))
    bench.pass(.seconds(2))
    #expect(bench.replies[id] == .success(.drawer(open: true)))
  }
}
