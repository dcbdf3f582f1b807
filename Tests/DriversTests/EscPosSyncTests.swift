import Drivers
import EscPos
import PosModel
import Testing

/// Answers to GS r are all alike: which of them prove that a job is on paper.
struct EscPosSyncTests {
  private let receipt = Array("Tea 3.10\n".utf8)
  private let question: [UInt8] = [0x1D, 0x72, 0x01]

  /// A printer that is busy with what an earlier link has left: it answers in real time only.
  private func busy(_ settings: DriverSettings = DriverSettings(link: .tcp)) throws -> PrinterBench {
    var bench = try PrinterBench(settings, printer: .init(answersInOrder: false), opened: false)
    bench.link(.opened(LinkDescription()))
    return bench
  }

  private func print(_ job: String, _ bench: inout PrinterBench) -> CommandID {
    bench.command(.print(PrintWork(job: job, attempt: 1, bytes: receipt)))
  }

  @Test func `answers that an earlier link asked for prove nothing, whatever their pace`() throws {
    for pace in stride(from: 10, through: 600, by: 10) as StrideThrough<Int> {
      var bench = try busy()
      let id = print("J", &bench)
      #expect(bench.taken == receipt, "the content does not wait")
      for _ in 0..<8 {
        bench.pass(.milliseconds(pace))
        bench.link(.received([0x00]))
        #expect(bench.outcome(of: id) == nil, "pace \(pace)")
      }
      // The printer has come to rest: it answers what this link has asked.
      let asked = bench.sends.count { $0 == question }
      for _ in 0..<asked { bench.link(.received([0x00])) }
      bench.printer.answersInOrder = true
      bench.pass(.seconds(2))
      #expect(bench.outcome(of: id) == .completed(.processed), "pace \(pace)")
    }
  }

  @Test func `a link that was quiet when it began proves its first job at once`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    let id = print("J", &bench)
    #expect(bench.outcome(of: id) == .completed(.processed))
  }

  @Test func `a printer that was busy when its link began proves later jobs all the same`() throws {
    var bench = try busy()
    bench.pass(.seconds(10))
    bench.link(.received([0x00]))
    bench.printer.answersInOrder = true
    let id = print("J", &bench)
    bench.pass(.seconds(1))
    #expect(bench.outcome(of: id) == .completed(.processed))
  }

  @Test func `a printer that never answers in order is soon not asked any more`() throws {
    var bench = try busy()
    for number in 1...5 {
      let id = print("J\(number)", &bench)
      bench.pass(.seconds(10))
      #expect(bench.outcome(of: id) == .completed(.transmitted))
    }
    #expect(bench.sends.count { $0.suffix(3) == question } <= 3)
  }

  @Test(arguments: [120, 250, 400, 480]) func `a printer that is slow with answers in order is known after its rest`(
    milliseconds: Int
  ) throws {
    var bench = try PrinterBench(
      DriverSettings(link: .tcp), printer: .init(inOrderTime: .milliseconds(milliseconds)))
    bench.pass(.seconds(8))
    for number in 1...5 {
      let id = print("J\(number)", &bench)
      bench.pass(.milliseconds(milliseconds + 50))
      #expect(bench.outcome(of: id) == .completed(.processed))
    }
  }

  @Test(arguments: [120, 250, 400]) func `its first job is proved by slow rounds`(milliseconds: Int) throws {
    var bench = try busy()
    bench.printer.answersInOrder = true
    bench.printer.inOrderTime = .milliseconds(milliseconds)
    let id = print("J", &bench)
    bench.pass(.milliseconds(1200))
    #expect(bench.outcome(of: id) == nil)
    bench.pass(.seconds(5))
    #expect(bench.outcome(of: id) == .completed(.processed))
  }

  @Test(arguments: [true, false]) func `where in-order answers never come in time, jobs soon do not wait for them`(
    answers: Bool
  ) throws {
    var profile = PrinterProfile.generic
    profile.status.inOrder = true
    var bench = try PrinterBench(
      DriverSettings(profile: profile, link: .tcp),
      printer: .init(answersInOrder: answers, inOrderTime: .milliseconds(900)))
    for number in 1...6 {
      let id = print("J\(number)", &bench)
      bench.pass(.seconds(10))
      #expect(bench.outcome(of: id) == .completed(.transmitted))
    }
    let id = print("K", &bench)
    bench.pass(.milliseconds(100))
    #expect(bench.outcome(of: id) == .completed(.transmitted))
  }

  @Test func `old answers prove nothing for a slow printer either, whatever their pace`() throws {
    for pace in stride(from: 10, through: 1500, by: 10) as StrideThrough<Int> {
      var bench = try busy()
      let id = print("J", &bench)
      for _ in 0..<12 {
        bench.pass(.milliseconds(pace))
        bench.link(.received([0x00]))
        #expect(bench.outcome(of: id) != .completed(.processed), "pace \(pace)")
      }
    }
  }

  @Test func `an answer that comes too late for its job does not prove the next one`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    bench.printer.answersInOrder = false
    let first = print("J", &bench)
    bench.pass(.seconds(10))
    #expect(bench.outcome(of: first) == .completed(.transmitted))
    let second = print("K", &bench)
    bench.pass(.milliseconds(20))
    bench.link(.received([0x00]))
    bench.pass(.milliseconds(20))
    #expect(bench.outcome(of: second) == nil)
    bench.link(.received([0x00]))
    bench.printer.answersInOrder = true
    bench.pass(.seconds(1))
    #expect(bench.outcome(of: second) == .completed(.processed))
  }

  @Test func `a job that asks by itself proves nothing, and its answer is not the next one's`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    let raw = bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: receipt + question + [0x0A])))
    bench.pass(.milliseconds(20))
    #expect(bench.outcome(of: raw) == .completed(.transmitted))
    bench.printer.answersInOrder = false
    let second = print("K", &bench)
    bench.link(.received([0x00]))
    #expect(bench.outcome(of: second) == nil)
  }

  @Test func `two bytes of a picture that look like a question are none`() throws {
    var bench = try PrinterBench(DriverSettings(link: .tcp))
    // GS v 0, one byte wide, two rows: 1D 72.
    let bytes: [UInt8] = [0x1D, 0x76, 0x30, 0x00, 0x01, 0x00, 0x02, 0x00, 0x1D, 0x72]
    let id = bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: bytes)))
    #expect(bench.outcome(of: id) == .completed(.processed))
  }

  @Test func `a printer that talks without end is not asked without end`() throws {
    var bench = try busy()
    let id = print("J", &bench)
    for _ in 0..<600 {
      bench.pass(.milliseconds(130))
      bench.link(.received([0x00]))
    }
    bench.pass(.seconds(10))
    #expect(bench.outcome(of: id) == .completed(.transmitted))
    #expect(bench.sends.count { $0.suffix(3) == question } < 30)
  }

  @Test func `a printer that names its jobs is not asked in order`() throws {
    var profile = PrinterProfile.generic
    profile.status.processID = true
    let bench = try PrinterBench(DriverSettings(profile: profile, link: .tcp), printer: .init(answersProcessID: true))
    #expect(!bench.sends.contains(question))
  }
}
