import Drivers
import EscPos
import PosModel
import Testing

/// A network printer that falls silent with a job in hand.
struct EscPosLifeTests {
  private let question: [UInt8] = [0x10, 0x04, 0x01]
  private let receipt = PrintWork(job: "J", attempt: 1, bytes: Array("Tea 3.10\n".utf8))
  /// Three pictures of 3,608 bytes: GS v 0, 72 bytes wide, 50 rows.
  private let pictures = PrintWork(
    job: "J", attempt: 1,
    bytes: (0..<3).flatMap { _ in [0x1D, 0x76, 0x30, 0x00, 72, 0x00, 50, 0x00] + [UInt8](repeating: 0x41, count: 3600) }
  )

  /// It answers in real time; what it has printed it does not say.
  private func bench(_ settings: DriverSettings = DriverSettings(link: .tcp), automatic: Bool = true) throws
    -> PrinterBench
  {
    var bench = try PrinterBench(settings, printer: .init(sendsAutomaticStatus: automatic))
    bench.printer.answersInOrder = false
    return bench
  }

  private func told(_ bench: PrinterBench) -> PrinterStatus? {
    bench.events.reversed().lazy.compactMap { if case .printerStatus(let status) = $0 { status } else { nil } }.first
  }

  private func fallSilent(_ bench: inout PrinterBench) {
    bench.printer.sendsAutomaticStatus = false
    bench.printer.answersRealTime = false
  }

  @Test(arguments: [true, false]) func `silence after the last byte is told within a second, and taken back`(
    automatic: Bool
  ) throws {
    var bench = try bench(automatic: automatic)
    let id = bench.command(.print(receipt))
    bench.pass(.milliseconds(700))
    #expect(told(bench)?.online == true && bench.blockages.last == .some(nil))
    fallSilent(&bench)
    bench.pass(.seconds(1))
    #expect(told(bench) == PrinterStatus())
    #expect(bench.blockages.last == .offline)
    #expect(bench.outcome(of: id) == nil, "it is only told")
    bench.printer.answersRealTime = true
    bench.link(.received([0x12]))
    #expect(bench.blockages.last == .some(nil))
    bench.pass(.milliseconds(500))
    #expect(told(bench)?.online == true)
    bench.pass(.seconds(10))
    #expect(bench.outcome(of: id) == .completed(.transmitted))
    #expect(bench.taken.filter { $0 == 0x54 }.count == 1)
  }

  @Test func `one that neither answers nor takes is told of within a second in the middle of a job`() throws {
    var bench = try bench()
    bench.printer.holds = true
    bench.command(.print(pictures))
    for _ in 0..<2 {
      bench.pass(.milliseconds(250))
      bench.takeFirst()
    }
    #expect(bench.blockages.last == .some(nil))
    fallSilent(&bench)
    bench.pass(.seconds(1))
    #expect([.offline, .busy].contains(bench.blockages.last))
    bench.printer.holds = false
    bench.release()
    #expect(bench.blockages.last == .some(nil))
    #expect(bench.taken == pictures.bytes)
  }

  @Test func `nothing is put into the middle of a picture when it answers again`() throws {
    var bench = try bench()
    bench.printer.holds = true
    let picture = [0x1D, 0x76, 0x30, 0x00, 72, 0x00, 0xC8, 0x00] + [UInt8](repeating: 0x41, count: 14_400)
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x0A] + picture)))
    bench.takeFirst()
    bench.pass(.milliseconds(400))
    while bench.taken.count < 6000 { bench.takeFirst() }
    fallSilent(&bench)
    bench.pass(.seconds(2))
    bench.printer.answersRealTime = true
    bench.link(.received([0x12]))
    bench.release()
    bench.pass(.seconds(10))
    let isWhole = bench.taken.starts(with: [0x0A] + picture)
    #expect(isWhole)
    // What else was sent, such as the switch for automatic status, is not between its pieces.
    let pieces = bench.sends.indices.filter { bench.sends[$0].count > 16 }
    let first = try #require(pieces.first)
    #expect(pieces == Array(first..<first + pieces.count))
  }

  @Test func `a busy printer that answers late is told as silent once, and then not any more`() throws {
    var bench = try bench()
    bench.printer.answersRealTime = false
    bench.command(.print(receipt))
    var words = 0
    for _ in 0..<3 {
      bench.pass(.milliseconds(300))
      bench.pass(.milliseconds(900))
      words = bench.blockages.count { $0 == .offline }
      bench.link(.received([0x12]))
    }
    #expect(words == 1)
  }

  @Test func `a question for its life is not sent behind another, and no more than three a second`() throws {
    var bench = try bench()
    bench.command(.print(receipt))
    let before = bench.sends.count { $0 == question }
    bench.pass(.seconds(2))
    #expect((5...7).contains(bench.sends.count { $0 == question } - before))
    fallSilent(&bench)
    let silent = bench.sends.count { $0 == question }
    bench.pass(.milliseconds(2500))
    #expect(bench.sends.count { $0 == question } - silent <= 2)
  }

  @Test(arguments: ["no-poll", "no-status"]) func `some are not asked with a job either`(quirk: String) throws {
    var bench = try bench(DriverSettings(quirks: [quirk], link: .tcp))
    bench.command(.print(receipt))
    let questions = bench.sends.count { $0 == question }
    bench.pass(.milliseconds(2500))
    #expect(bench.sends.count { $0 == question } == questions)
  }

  @Test func `lines of text leave in small pieces, so that what a slow printer takes is seen`() throws {
    var bench = try bench()
    bench.printer.holds = true
    let line = Array("Tea 3.10 Coffee 4.20\n".utf8)
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: (0..<300).flatMap { _ in line })))
    for _ in 0..<5 {
      let chunk = try #require(bench.pending.first).bytes
      #expect((512...1024).contains(chunk.count) && chunk.count % line.count == 0)
      bench.takeFirst()
    }
  }

  @Test func `a question that nobody has answered when the job ends keeps nothing waiting`() throws {
    var bench = try bench()
    bench.printer.answersRealTime = false
    let id = bench.command(.print(receipt))
    bench.pass(.milliseconds(400))
    bench.link(.received([0x00]))
    bench.printer.answersInOrder = true
    bench.pass(.milliseconds(300))
    bench.printer.answersRealTime = true
    bench.pass(.seconds(1))
    #expect(bench.outcome(of: id) == .completed(.processed))
    #expect(told(bench)?.online == true)
  }
}
