import Drivers
import EscPos
import PosModel
import Testing

/// What comes in the middle of a job: kicks, questions, the cover, an end.
struct EscPosMidJobTests {
  private let kick: [UInt8] = [0x1B, 0x70, 0x00, 0x32, 0xC8]
  private let kickNow: [UInt8] = [0x10, 0x14, 0x01, 0x00, 0x01]
  /// Thirty pictures of 3,608 bytes: GS v 0, 72 bytes wide, 50 rows.
  private let band = [0x1D, 0x76, 0x30, 0x00, 72, 0x00, 50, 0x00] + [UInt8](repeating: 0x41, count: 3600)
  private var pictures: PrintWork {
    PrintWork(job: "J", attempt: 1, bytes: (0..<30).flatMap { _ in band })
  }

  private func started(_ printer: PrinterBench.Printer = .init(hasDrawer: true)) throws -> PrinterBench {
    var bench = try PrinterBench(printer: printer)
    bench.command(.printerStatus)
    bench.printer.holds = true
    bench.command(.print(pictures))
    return bench
  }

  @Test func `content leaves in whole commands`() throws {
    var bench = try started()
    #expect(bench.pending.first?.bytes == band)
    bench.takeFirst()
    #expect(bench.pending.first?.bytes == band)
  }

  @Test func `a kick in the middle of a job goes right behind the command that is on its way`() throws {
    var bench = try started()
    bench.command(.openDrawer(nil))
    #expect(bench.pending.map(\.bytes) == [band, kick])
    bench.release()
    bench.pass(.seconds(5))
    #expect(bench.taken == band + kick + Array(pictures.bytes.dropFirst(band.count)))
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `a model that surely knows the real-time pulse gets it in the middle of a job`() throws {
    var profile = PrinterProfile.generic
    profile.status.clearsBuffer = true
    var bench = try PrinterBench(DriverSettings(profile: profile), printer: .init(hasDrawer: true))
    bench.command(.printerStatus)
    bench.printer.holds = true
    bench.command(.print(pictures))
    bench.command(.openDrawer(nil))
    bench.takeFirst()
    #expect(bench.pending.map(\.bytes).starts(with: [kickNow]))
  }

  @Test(arguments: [0, 1000]) func `a chunk that is printed more slowly than a kick can wait is called back`(taken: Int)
    throws
  {
    var profile = PrinterProfile.generic
    profile.status.processID = true
    var bench = try PrinterBench(DriverSettings(profile: profile), printer: .init(hasDrawer: true))
    bench.command(.printerStatus)
    bench.printer.holds = true
    bench.command(.print(pictures))
    let id = bench.command(.openDrawer(nil))
    bench.takesBeforeCancel = taken
    bench.pass(.milliseconds(1500))
    if taken > 0 {
      #expect(bench.pending.map(\.bytes.count) == [band.count - taken])
      bench.takeFirst()
    }
    #expect(bench.pending.map(\.bytes).starts(with: [kickNow]))
    bench.release()
    bench.pass(.seconds(60))
    #expect(bench.replies[id] == .success(.drawer(open: true)))
    let before = taken == 0 ? 0 : band.count
    let content = bench.taken.prefix(before) + bench.taken.dropFirst(before + kickNow.count)
    let isWhole = content.starts(with: pictures.bytes)
    #expect(isWhole)
  }

  @Test func `with the paper out content that the printer does not take makes way for a kick`() throws {
    var bench = try started(.init(sendsAutomaticStatus: true, hasDrawer: true))
    bench.printer.paperEnd = true
    bench.tellStatus()
    let id = bench.command(.openDrawer(nil))
    #expect(bench.pending.map(\.bytes) == [kickNow], "the rest waits here, not in the way")
    bench.takeFirst()
    bench.pass(.seconds(1))
    #expect(bench.replies[id] == .success(.drawer(open: true)))
    bench.printer.paperEnd = false
    bench.tellStatus()
    bench.release()
    bench.pass(.seconds(5))
    #expect(bench.taken == kickNow + pictures.bytes)
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `where the real-time pulse does not work, a kick without paper is refused at once`() throws {
    var bench = try PrinterBench(
      DriverSettings(quirks: ["no-real-time-kick"]), printer: .init(sendsAutomaticStatus: true, hasDrawer: true))
    bench.printer.paperEnd = true
    bench.tellStatus()
    let id = bench.command(.openDrawer(nil))
    guard case .failure(let error)? = bench.replies[id] else {
      Issue.record("another answer")
      return
    }
    #expect(error.code == .paperEnd)
    #expect(bench.taken.isEmpty)
  }

  @Test func `a kick that comes too late is taken back, and the job goes on`() throws {
    var bench = try started()
    let id = bench.command(.openDrawer(nil))
    bench.pass(.seconds(4))
    guard case .failure(let error)? = bench.replies[id] else {
      Issue.record("another answer")
      return
    }
    #expect(error.code == .expired)
    bench.release()
    bench.pass(.seconds(10))
    #expect(bench.taken == pictures.bytes)
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `the beginning of a kick that was taken back becomes a pulse of no length`() throws {
    var bench = try PrinterBench(printer: .init(hasDrawer: true))
    bench.printer.nextOutcome = (2, .timedOut)
    bench.command(.openDrawer(nil))
    #expect(bench.taken == [0x1B, 0x70, 0x00, 0x00, 0x00])
  }

  @Test(arguments: [2, 5]) func `a drawer on another pin is kicked by its settings`(pin: Int) throws {
    let pulse = DrawerPulse(pin: pin, on: .milliseconds(50), off: .milliseconds(200))
    var bench = try PrinterBench(DriverSettings(drawerPulse: pulse))
    bench.command(.openDrawer(nil))
    #expect(bench.taken == [0x1B, 0x70, pin == 5 ? 0x01 : 0x00, 25, 100])
  }

  @Test func `a cover opened in the middle holds the rest back until it is closed`() throws {
    var bench = try started(.init(sendsAutomaticStatus: true))
    bench.printer.coverOpen = true
    bench.tellStatus()
    #expect(bench.blockages.last == .coverOpen)
    bench.takeFirst()
    #expect(bench.pending.isEmpty)
    bench.printer.holds = false
    bench.pass(.seconds(30))
    #expect(bench.taken == band)
    bench.printer.coverOpen = false
    bench.tellStatus()
    bench.pass(.seconds(5))
    #expect(bench.taken == pictures.bytes)
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `a printer that only answers is asked between commands, at most once a second`() throws {
    var bench = try started(.init())
    let questions = bench.questions
    for _ in 0..<4 {
      bench.pass(.milliseconds(300))
      bench.takeFirst()
    }
    #expect(bench.questions == questions, "nothing is asked while a write is pending")
    #expect(bench.pending.map(\.bytes) == [[0x10, 0x04, 0x01]])
    bench.printer.coverOpen = true
    bench.printer.holds = false
    bench.release()
    bench.pass(.milliseconds(500))
    #expect(bench.blockages.last == .coverOpen)
    bench.printer.coverOpen = false
    bench.pass(.seconds(30))
    #expect(bench.taken == pictures.bytes)
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `ESC @ in a job switches automatic status off, so it is switched on after each`() throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: true))
    bench.sends = []
    let bytes: [UInt8] = [0x1B, 0x40, 0x41, 0x0A, 0x1B, 0x40, 0x42, 0x0A]
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: bytes)))
    let status: [UInt8] = [0x1D, 0x61, 0xFF]
    #expect(bench.sends.prefix(5) == [[0x1B, 0x40], status, [0x41, 0x0A, 0x1B, 0x40], status, [0x42, 0x0A]])
    #expect(bench.taken == bytes)
  }

  @Test func `cancelled in the middle, what had left is told`() throws {
    var bench = try started()
    bench.takeFirst()
    bench.command(.cancelPrint(job: "J"))
    guard case .interrupted(_, let sent)? = bench.outcome else {
      Issue.record("another outcome")
      return
    }
    #expect(sent == band.count)
    #expect(bench.pending.isEmpty)
  }

  @Test func `cancelled while the rest is held back for an open cover, it ends at once`() throws {
    var bench = try started(.init(sendsAutomaticStatus: true))
    bench.printer.coverOpen = true
    bench.tellStatus()
    bench.takeFirst()
    bench.command(.cancelPrint(job: "J"))
    guard case .interrupted? = bench.outcome else {
      Issue.record("another outcome")
      return
    }
  }

  @Test func `paper that ends with the last byte keeps the job open, and it is not sent again`() throws {
    var bench = try PrinterBench(printer: .init(answersInOrder: false, sendsAutomaticStatus: true))
    bench.printer.holds = true
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x41, 0x0A])))
    bench.printer.paperEnd = true
    bench.tellStatus()
    bench.release()
    bench.pass(.seconds(60))
    #expect(bench.outcome == nil)
    bench.printer.paperEnd = false
    bench.tellStatus()
    bench.pass(.seconds(5))
    #expect(bench.outcome == .completed(.transmitted))
    #expect(bench.taken == [0x41, 0x0A])
  }

  @Test func `a printer that falls silent after the last byte has an unknown end`() throws {
    var bench = try PrinterBench(printer: .init(answersInOrder: false))
    bench.command(.printerStatus)
    bench.printer.holds = true
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x41, 0x0A])))
    bench.printer.answersRealTime = false
    bench.release()
    bench.pass(.seconds(60))
    guard case .interrupted? = bench.outcome else {
      Issue.record("\(String(describing: bench.outcome))")
      return
    }
  }

  @Test func `XOFF on a serial line holds the content, XON lets it go`() throws {
    var bench = try PrinterBench(DriverSettings(link: .serial))
    bench.command(.printerStatus)
    bench.link(.received([0x13]))
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x41, 0x0A])))
    bench.pass(.seconds(5))
    #expect(bench.taken.isEmpty)
    #expect(bench.blockages.last == .busy)
    bench.link(.received([0x11]))
    bench.pass(.seconds(5))
    #expect(bench.taken == [0x41, 0x0A])
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `a stuck network printer of Epson's is asked past the connection`() throws {
    var bench = try PrinterBench(DriverSettings(quirks: ["enpc"], link: .tcp))
    bench.command(.printerStatus)
    bench.printer.holds = true
    bench.command(.print(pictures))
    bench.pass(.milliseconds(1500))
    let epson = Array("EPSON".utf8)
    // Forced transmission on (C, 0015, one byte 01), then the status (Q, 0010).
    #expect(bench.datagrams.first == epson + [0x43, 3, 0, 0, 0x15, 0, 0, 0, 1, 1])
    #expect(bench.datagrams.last == epson + [0x51, 3, 0, 0, 0x10, 0, 0, 0, 0])
    // Its answer: result 0, four bytes of status with the cover open.
    bench.link(
      .datagram(epson + [0x71, 3, 0, 0, 0x10, 0, 0, 0, 4, 0x3C, 0x00, 0x00, 0x0F], port: 3289))
    #expect(bench.blockages.last == .coverOpen)
    bench.command(.cancelPrint(job: "J"))
    #expect(bench.datagrams.last == epson + [0x43, 3, 0, 0, 0x15, 0, 0, 0, 1, 0])
  }

  @Test func `a connection that is made for each burst is held for the time of a job`() throws {
    var bench = try PrinterBench(DriverSettings(quirks: ["linger"], link: .tcp))
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x41, 0x0A])))
    bench.pass(.seconds(5))
    #expect(bench.outcome == .completed(.processed))
    #expect(bench.holds == [true, false])
    #expect(!bench.sends.contains([0x1D, 0x61, 0xFF]), "what is closed brings no status")
  }

  @Test func `a jam that was cleared is left by DLE ENQ, and dropping ends the job as unknown`() throws {
    var bench = try started(.init(sendsAutomaticStatus: true))
    bench.takeFirst()
    // ASB: offline, cutter error.
    bench.link(.received([0x1C, 0x08, 0x00, 0x0F]))
    bench.takeFirst()
    bench.printer.holds = false
    let id = bench.command(.recoverPrinter(clear: false))
    #expect(bench.replies[id] == .success(.done))
    #expect(bench.taken.suffix(3) == [0x10, 0x05, 0x01])
    bench.command(.recoverPrinter(clear: true))
    #expect(bench.taken.suffix(3) == [0x10, 0x05, 0x02])
    guard case .interrupted? = bench.outcome else {
      Issue.record("another outcome")
      return
    }
  }
}
