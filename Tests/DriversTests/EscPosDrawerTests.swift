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
