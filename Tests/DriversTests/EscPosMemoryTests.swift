import Drivers
import EscPos
import PosModel
import Testing

/// What a job has left in the printer must not eat what comes next.
struct EscPosMemoryTests {
  /// A picture of which 60 bytes are missing.
  private let openEnded: [UInt8] =
    [0x1D, 0x76, 0x30, 0x00, 0x08, 0x00, 0x0A, 0x00]  // GS v 0, 8 bytes a row, 10 rows
    + [UInt8](repeating: 0x55, count: 20)

  private func work(_ bytes: [UInt8], job: String = "J1", predecessor: StaleMemory? = nil) -> DriverCommand {
    .print(PrintWork(job: job, attempt: 1, bytes: bytes, predecessor: predecessor))
  }

  @Test func `a job that ends in the middle of a command is completed before its proof is asked for`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    bench.command(work(openEnded))
    bench.pass(.seconds(1))
    let zeros = [UInt8](repeating: 0, count: 60)
    #expect(bench.taken.starts(with: openEnded + zeros + [0x1B, 0x40]))
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `a silent printer whose link goes down right after a job is not trusted to have it whole`() throws {
    var printer = PrinterBench.Printer()
    printer.answersRealTime = false
    printer.answersInOrder = false
    var bench = try PrinterBench(DriverSettings(link: .tcp), printer: printer)
    let picture = openEnded + [UInt8](repeating: 0x55, count: 60)
    bench.command(work(picture))
    bench.pass(.seconds(5))
    #expect(bench.outcome == .completed(.transmitted))
    bench.unplug()
    bench.link(.opened(LinkDescription()))
    bench.pass(.seconds(3))
    bench.taken = []
    bench.command(work([0x41, 0x0A], job: "J2"))
    bench.pass(.seconds(5))
    #expect(bench.taken.starts(with: [UInt8](repeating: 0, count: picture.count) + [0x1B, 0x40]))
    #expect(bench.taken.suffix(2) == [0x41, 0x0A])
  }

  @Test func `an hour later a silent printer that was switched off is trusted again`() throws {
    var printer = PrinterBench.Printer()
    printer.answersRealTime = false
    printer.answersInOrder = false
    var bench = try PrinterBench(DriverSettings(link: .tcp), printer: printer)
    bench.command(work([0x41, 0x0A]))
    bench.pass(.seconds(3600))
    bench.unplug()
    bench.link(.opened(LinkDescription()))
    bench.pass(.seconds(3))
    bench.taken = []
    bench.command(work([0x42, 0x0A], job: "J2"))
    bench.pass(.seconds(5))
    #expect(bench.taken == [0x42, 0x0A])
  }

  @Test func `what another driver has sent without a proof is cleared before the first job, and only then`() throws {
    let stale = StaleMemory(longestCommand: 30, isUnproven: true)
    var bench = try PrinterBench(printer: .init(answersRealTime: false, answersInOrder: false))
    bench.command(work([0x41, 0x0A], predecessor: stale))
    bench.pass(.seconds(5))
    #expect(bench.taken.starts(with: [UInt8](repeating: 0, count: 30) + [0x1B, 0x40]))
    bench.taken = []
    bench.command(work([0x42, 0x0A], job: "J2", predecessor: stale))
    bench.pass(.seconds(5))
    #expect(bench.taken == [0x42, 0x0A])
  }

  @Test func `what was sent to make up for a command over the network may be lost too`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    bench.command(work([0x41, 0x0A], predecessor: StaleMemory(longestCommand: 500)))
    bench.printer.holds = true
    bench.command(work([UInt8](repeating: 0x42, count: 9), job: "J2", predecessor: StaleMemory(longestCommand: 500)))
    bench.pass(.milliseconds(100))
    bench.unplug()
    bench.printer.holds = false
    bench.link(.opened(LinkDescription()))
    bench.pass(.seconds(3))
    bench.taken = []
    bench.command(work([0x43, 0x0A], job: "J3", predecessor: StaleMemory(longestCommand: 500)))
    bench.pass(.seconds(1))
    #expect(bench.taken.starts(with: [UInt8](repeating: 0, count: 500)))
  }

  @Test func `padding that was lost with the link is sent again, although no content had left`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    bench.printer.nextOutcome = (30, .disconnected)
    bench.command(work(openEnded + [UInt8](repeating: 0x55, count: 60)))
    bench.unplug()
    bench.link(.opened(LinkDescription()))
    bench.pass(.seconds(3))
    bench.printer.holds = true
    bench.command(work([0x41, 0x0A], job: "J2"))
    // The questions and the zeros are taken, the content is not.
    for _ in 0..<20 where bench.pending.first?.bytes != [0x41, 0x0A] { bench.takeFirst() }
    #expect(bench.pending.first?.bytes == [0x41, 0x0A])
    bench.unplug()
    bench.printer.holds = false
    bench.link(.opened(LinkDescription()))
    bench.pass(.seconds(3))
    #expect(bench.zeros == 3)
    bench.taken = []
    bench.command(work([0x42, 0x0A], job: "J3"))
    bench.pass(.seconds(3))
    #expect(bench.taken.starts(with: [UInt8](repeating: 0, count: 50)))
  }

  @Test func `before the first question of its life a driver ends a header that may be open`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    #expect(bench.zeros == 1)
    bench.unplug()
    bench.link(.opened(LinkDescription()))
    bench.pass(.seconds(3))
    #expect(bench.zeros == 1)
    bench.printer.nextOutcome = (4, .disconnected)
    bench.command(work(openEnded))
    bench.pass(.seconds(1))
    bench.unplug()
    bench.link(.opened(LinkDescription()))
    #expect(bench.zeros == 2)
  }
}
