import Drivers
import EscPos
import PosModel
import Testing

/// What is no answer makes nobody a printer that answers: its jobs are printed, and its state is unknown.
struct EscPosNonsenseTests {
  private let receipt = PrintWork(job: "J", attempt: 1, bytes: [0x1B, 0x40] + Array("Hello Pos 2 Express\n".utf8))
  private static let links: [LinkKind] = [.usb, .tcp, .serial]

  /// Says nothing that a printer says.
  private let deaf = PrinterBench.Printer(answersRealTime: false, answersInOrder: false)

  private func bench(_ link: LinkKind, _ printer: PrinterBench.Printer, confirms: Bool = false) throws -> PrinterBench {
    var profile = PrinterProfile.generic
    profile.status.processID = confirms
    return try PrinterBench(DriverSettings(profile: profile, link: link), printer: printer)
  }

  /// The bytes come every 1.5 s.
  private func pass(_ seconds: Int, _ bench: inout PrinterBench, saying bytes: [UInt8]) {
    for _ in 0..<seconds * 2 / 3 {
      bench.pass(.milliseconds(1500))
      bench.link(.received(bytes))
    }
  }

  /// Nothing is known of it, and nothing was ever said to be known.
  private func isUnknown(_ bench: PrinterBench) -> Bool {
    bench.events.allSatisfy {
      if case .printerStatus(let status) = $0 { status == PrinterStatus() } else { true }
    }
  }

  /// Asks for the status; it has to come within 5 s.
  private func status(_ bench: inout PrinterBench) -> PrinterStatus? {
    let id = bench.command(.printerStatus)
    bench.pass(.seconds(5))
    if case .success(.printerStatus(let status))? = bench.replies[id] { return status }
    return nil
  }

  @Test(arguments: links, [true, false]) func `zeros instead of answers are none`(link: LinkKind, confirms: Bool) throws
  {
    var printer = deaf
    printer.answersZero = true
    var bench = try bench(link, printer, confirms: confirms)
    let id = bench.command(.print(receipt))
    #expect(status(&bench) == PrinterStatus())
    bench.pass(.seconds(15))
    #expect(bench.outcome(of: id) == .completed(.transmitted))
    #expect(bench.taken.starts(with: receipt.bytes))
    #expect(isUnknown(bench))
    #expect(status(&bench) == PrinterStatus())
  }

  @Test(arguments: links, ["OK\r\n", "OK", "Ready\r\n", "error: Verbindung prüfen\r\n"])
  func `a bridge that goes on talking is no printer that answers`(link: LinkKind, words: String) throws {
    var bench = try bench(link, deaf)
    pass(3, &bench, saying: Array(words.utf8))
    let id = bench.command(.print(receipt))
    pass(30, &bench, saying: Array(words.utf8))
    #expect(bench.outcome(of: id) == .completed(.transmitted))
    #expect(isUnknown(bench))
    #expect(status(&bench) == PrinterStatus())
    let second = bench.command(.print(PrintWork(job: "K", attempt: 1, bytes: receipt.bytes)))
    pass(30, &bench, saying: Array(words.utf8))
    #expect(bench.outcome(of: second) == .completed(.transmitted))
  }

  @Test(arguments: links, ["HELLO", "HELLO\r\n", "Printer ready, 2 jobs\r\n", "Server: v1.0\r\n"])
  func `a banner at the beginning is no answer`(link: LinkKind, words: String) throws {
    var bench = try PrinterBench(DriverSettings(link: link), printer: deaf, opened: false)
    bench.link(.opened(LinkDescription()))
    bench.link(.received(Array(words.utf8)))
    bench.pass(.seconds(3))
    let id = bench.command(.print(receipt))
    bench.pass(.seconds(20))
    #expect(bench.outcome(of: id) == .completed(.transmitted))
    #expect(isUnknown(bench))
  }

  @Test(arguments: links, [true, false])
  func `a line that sends back what it is sent is no printer that answers`(link: LinkKind, confirms: Bool) throws {
    var printer = deaf
    printer.echoes = true
    var bench = try bench(link, printer, confirms: confirms)
    let id = bench.command(.print(receipt))
    bench.pass(.seconds(20))
    #expect(bench.outcome(of: id) == .completed(.transmitted))
    bench.command(.openDrawer(nil))
    bench.pass(.seconds(5))
    #expect(isUnknown(bench))
    #expect(status(&bench) == PrinterStatus())
  }

  @Test func `nonsense from a printer that has answered before does not keep its job for ever`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    bench.printer = deaf
    bench.pass(.seconds(3))
    let id = bench.command(.print(receipt))
    for _ in 0..<60 {
      bench.pass(.seconds(1))
      bench.link(.received([0x00]))
    }
    #expect(bench.taken.starts(with: receipt.bytes))
    guard case .interrupted? = bench.outcome(of: id) else {
      Issue.record("\(String(describing: bench.outcome(of: id)))")
      return
    }
  }

  @Test(arguments: links) func `a printer that takes its time for every answer is waited for and believed`(
    link: LinkKind
  ) throws {
    var bench = try bench(link, .init(realTimeTime: .milliseconds(700)))
    let id = bench.command(.print(receipt))
    bench.pass(.seconds(20))
    #expect(bench.outcome(of: id) == .completed(.processed))
    #expect(status(&bench)?.online == true)
  }

  @Test(arguments: [700, 1500, 3000]) func `a printer whose answers all come too late prints`(milliseconds: Int) throws
  {
    var bench = try bench(.tcp, .init(realTimeTime: .milliseconds(milliseconds), answersInOrder: false))
    let id = bench.command(.print(receipt))
    bench.pass(.seconds(60))
    #expect(bench.outcome(of: id) == .completed(.transmitted))
  }

  @Test func `clients that ask for the status are answered while a job waits for a silent printer`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    bench.printer = deaf
    bench.pass(.seconds(3))
    bench.command(.print(receipt))
    for _ in 0..<6 {
      bench.pass(.milliseconds(400))
      let ids = (0..<3).map { _ in bench.command(.printerStatus) }
      bench.pass(.seconds(3))
      for id in ids { #expect(bench.replies[id] == .success(.printerStatus(PrinterStatus()))) }
    }
  }

  @Test func `a line that glitches is not believed, and the answer after it is`() throws {
    var bench = try PrinterBench(DriverSettings(link: .serial))
    bench.link(.received([0xFF, 0x1C, 0x00, 0x0C, 0x0F]))
    #expect(
      bench.events.last
        == .printerStatus(
          PrinterStatus(
            online: true, cover: .closed, paper: .ok, cutter: .ok,
            error: nil, source: .realTime)))
    bench.pass(.milliseconds(100))
    #expect(status(&bench)?.online == true)
  }

  @Test func `noise proves no job`() throws {
    var bench = try bench(.usb, PrinterBench.Printer(answersRealTime: true, answersInOrder: false))
    let id = bench.command(.print(receipt))
    for _ in 0..<40 {
      bench.pass(.milliseconds(200))
      bench.link(.received([0xFF, 0x41]))
    }
    bench.pass(.seconds(30))
    #expect(bench.outcome(of: id) == .completed(.transmitted))
  }

  // MARK: Power-off

  private func warnings(_ bench: PrinterBench) -> Int {
    bench.logs.count { $0 == "the printer has switched itself off" }
  }

  @Test func `a printer that switches itself off says so once`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    for _ in 0..<3 { bench.link(.received([0x3B, 0x30, 0x00])) }
    #expect(warnings(bench) == 1)
    bench.pass(.seconds(3))
    bench.link(.received([0x3B, 0x30, 0x00]))
    #expect(warnings(bench) == 2, "it has answered meanwhile")
  }

  @Test func `in noise no printer switches itself off`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp), printer: deaf)
    for seed in 0..<2000 {
      bench.pass(.milliseconds(10))
      let noise = (0..<20).map { UInt8(truncatingIfNeeded: (seed &* 20 &+ $0) &* 167 &+ 13) | 0x80 }
      bench.link(.received(noise + [0x3B, 0x30, 0x00]))
      bench.link(.received([0x3B, 0x30, 0x00]))
    }
    #expect(warnings(bench) == 0)
  }
}
