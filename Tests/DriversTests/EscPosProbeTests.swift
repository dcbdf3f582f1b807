import Drivers
import EscPos
import PosModel
import Testing

struct EscPosProbeTests {
  @Test func `a printer at rest says what it can answer, the doubtful questions last`() throws {
    var bench = try PrinterBench(
      printer: .init(
        sendsAutomaticStatus: true, answersProcessID: true, clearsBuffer: true,
        identity: [66: "EPSON", 67: "TM-T88V", 69: "CHINA GB18030"]))
    bench.sends = []
    let id = bench.command(.probe)
    bench.pass(.seconds(20))
    guard case .success(.abilities(let found))? = bench.replies[id] else {
      Issue.record("another answer")
      return
    }
    #expect(found.realTime == true && found.inOrder == true && found.automatic == true)
    #expect(found.processID == true && found.clearsBuffer == true)
    #expect(found.maker == "EPSON" && found.model == "TM-T88V" && found.fontLanguage == "CHINA GB18030")
    #expect(bench.sends.prefix(4).map { Array($0.prefix(2)) } == [[UInt8]](repeating: [0x10, 0x04], count: 4))
    #expect(bench.sends[10].starts(with: [0x10, 0x14, 0x08]))
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x41, 0x0A])))
    bench.pass(.seconds(1))
    #expect(bench.outcome == .completed(.confirmed), "what was learned is used")
  }

  @Test func `what a cheap printer does not answer is denied, in bounded time`() throws {
    var bench = try PrinterBench(printer: .init(ignores: [3], answersInOrder: false))
    let id = bench.command(.probe)
    bench.pass(.seconds(15))
    guard case .success(.abilities(let found))? = bench.replies[id] else {
      Issue.record("another answer")
      return
    }
    #expect(found.realTime == false && found.inOrder == false && found.automatic == false)
    #expect(found.processID == false && found.clearsBuffer == false && found.model == nil)
    #expect(bench.isUnwatched)
  }

  @Test func `a printer at work or without paper is not probed, and a job waits for the probe`() throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: true))
    bench.printer.paperEnd = true
    bench.tellStatus()
    let refused = bench.command(.probe)
    guard case .failure(let error)? = bench.replies[refused] else {
      Issue.record("another answer")
      return
    }
    #expect(error.code == .paperEnd)
    bench.printer.paperEnd = false
    bench.tellStatus()
    bench.command(.probe)
    let job = bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x41])))
    guard case .notStarted? = bench.outcome(of: job) else {
      Issue.record("another outcome")
      return
    }
  }

  @Test func `a probe is answered when the cable is pulled`() throws {
    var bench = try PrinterBench()
    bench.printer.answersRealTime = false
    let id = bench.command(.probe)
    bench.unplug()
    guard case .failure? = bench.replies[id] else {
      Issue.record("another answer")
      return
    }
    #expect(bench.isUnwatched)
  }
}
