import Drivers
import EscPos
import PosModel
import Testing

/// A printer with nothing to print.
struct EscPosRestTests {
  private func told(_ bench: PrinterBench) -> PrinterStatus? {
    guard
      case .printerStatus(let status)? = bench.events.last(where: {
        if case .printerStatus = $0 { true } else { false }
      })
    else { return nil }
    return status
  }

  @Test(arguments: [true, false]) func `one that falls silent is told as unknown, and as well when it is back`(
    automatic: Bool
  ) throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: automatic))
    #expect(told(bench)?.online == true)
    bench.printer.sendsAutomaticStatus = false
    bench.printer.answersRealTime = false
    bench.pass(.milliseconds(1300))
    #expect(told(bench) == PrinterStatus())
    let check = bench.command(.check(external: false))
    bench.pass(.seconds(1))
    #expect(bench.replies[check] == .success(.health("the printer does not answer")))
    bench.printer.sendsAutomaticStatus = automatic
    bench.printer.answersRealTime = true
    bench.pass(.milliseconds(2500))
    #expect(told(bench)?.online == true && told(bench)?.paper == .ok)
    #expect(told(bench)?.source == (automatic ? .automatic : .realTime))
  }

  @Test func `a cover that is opened is told by one that says nothing by itself`() throws {
    var bench = try PrinterBench()
    bench.printer.coverOpen = true
    bench.pass(.milliseconds(1300))
    #expect(told(bench)?.cover == .open)
    bench.printer.coverOpen = false
    bench.printer.paperEnd = true
    bench.pass(.milliseconds(1300))
    #expect(told(bench)?.cover == .closed && told(bench)?.paper == .end)
    bench.printer.paperEnd = false
    bench.pass(.milliseconds(1300))
    #expect(told(bench)?.paper == .ok && told(bench)?.online == true)
  }

  @Test(arguments: [true, false]) func `it is asked once a second and no more`(automatic: Bool) throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: automatic))
    let questions = bench.questions
    bench.pass(.seconds(3600))
    #expect((3500...3600).contains(bench.questions - questions))
  }

  @Test(arguments: ["no-poll", "linger", "no-status"]) func `some are left alone`(quirk: String) throws {
    var bench = try PrinterBench(DriverSettings(quirks: [quirk]))
    let questions = bench.questions
    bench.pass(.seconds(3600))
    #expect(bench.questions == questions)
    #expect(bench.timers.isEmpty)
  }

  @Test func `one that has never answered is left alone`() throws {
    var bench = try PrinterBench(printer: .init(answersRealTime: false, answersInOrder: false))
    let questions = bench.questions
    bench.pass(.seconds(3600))
    #expect(bench.questions == questions)
  }

  @Test func `a silent one keeps a job waiting, and takes it when it is back`() throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: true))
    bench.printer.sendsAutomaticStatus = false
    bench.printer.answersRealTime = false
    bench.pass(.seconds(2))
    let id = bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x41, 0x0A])))
    bench.pass(.seconds(1))
    #expect(bench.blockages.last == .offline)
    #expect(bench.taken.isEmpty)
    bench.printer.answersRealTime = true
    bench.pass(.seconds(2))
    #expect(bench.outcome(of: id) == .completed(.processed))
  }
}
