import Drivers
import EscPos
import PosModel
import Testing

/// GS ( H 48: the printer says itself that a job is printed.
struct EscPosConfirmationTests {
  private let receipt = PrintWork(job: "J", attempt: 1, bytes: [0x1B, 0x40] + Array("Hello\n".utf8))

  private func bench(answers: Bool = true, automatic: Bool = true) throws -> PrinterBench {
    var profile = PrinterProfile.generic
    profile.status.processID = true
    return try PrinterBench(
      DriverSettings(profile: profile),
      printer: .init(sendsAutomaticStatus: automatic, answersProcessID: answers))
  }

  @Test func `a job is confirmed by its own token, asked for after its last byte`() throws {
    var bench = try bench()
    bench.command(.print(receipt))
    #expect(bench.outcome == .completed(.confirmed))
    let question = try #require(bench.sends.last)
    // GS ( H pL pH fn m, then four bytes of 20 to 7E.
    #expect(question.suffix(11).prefix(7) == [0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30])
    let isPrintable = question.suffix(4).allSatisfy { (0x20...0x7E).contains($0) }
    #expect(isPrintable)
    #expect(bench.capabilities["processID"] == .flag(true))
  }

  @Test func `each attempt has a token of its own`() throws {
    var bench = try bench()
    var tokens: Set<[UInt8]> = []
    for attempt in 1...20 {
      bench.command(.print(PrintWork(job: "J", attempt: attempt, bytes: [0x41, 0x0A])))
      if let token = bench.token { tokens.insert(token) }
    }
    #expect(tokens.count == 20)
  }

  @Test func `a printer whose profile says nothing of it is never asked`() throws {
    var bench = try PrinterBench(printer: .init(answersProcessID: true))
    bench.command(.print(receipt))
    bench.pass(.seconds(10))
    #expect(bench.outcome == .completed(.processed))
    #expect(bench.token == nil)
  }

  @Test func `the token of an older attempt confirms nothing`() throws {
    var bench = try bench()
    bench.command(.print(receipt))
    let old = try #require(bench.token)
    bench.printer.answersProcessID = false
    let second = bench.command(.print(PrintWork(job: "J", attempt: 2, bytes: receipt.bytes)))
    bench.link(.received([0x37, 0x22] + old + [0x00]))
    #expect(bench.outcome(of: second) == nil)
    let token = try #require(bench.token)
    bench.link(.received([0x37, 0x22] + token + [0x00]))
    #expect(bench.outcome(of: second) == .completed(.confirmed))
  }

  @Test func `an answer that comes in pieces, with status inside, confirms all the same`() throws {
    var bench = try bench()
    bench.printer.answersProcessID = false
    bench.command(.print(receipt))
    let token = try #require(bench.token)
    // 37 22 d1 d2, automatic status "all well", XOFF, d3 d4 00.
    let bytes = [0x37, 0x22] + token.prefix(2) + [0x14, 0x00, 0x00, 0x0F, 0x13] + token.suffix(2) + [0x00]
    for byte in bytes { bench.link(.received([byte])) }
    #expect(bench.outcome == .completed(.confirmed))
  }

  @Test func `silence of a printer that has confirmed before is an unknown end, not a good one`() throws {
    var bench = try bench()
    bench.command(.print(receipt))
    bench.printer.answersProcessID = false
    let second = bench.command(.print(PrintWork(job: "K", attempt: 1, bytes: receipt.bytes)))
    bench.pass(.seconds(2))
    #expect(bench.outcome(of: second) == nil)
    bench.pass(.seconds(20))
    guard case .interrupted(_, let sent)? = bench.outcome(of: second) else {
      Issue.record("another outcome")
      return
    }
    #expect(sent == receipt.bytes.count)
  }

  @Test func `a profile that promises too much falls back to the in-order status, once`() throws {
    var bench = try bench(answers: false)
    bench.command(.print(receipt))
    bench.pass(.seconds(20))
    #expect(bench.outcome == .completed(.processed))
    #expect(bench.capabilities["processID"] == .flag(false))
    let isLogged = bench.logs.contains { $0.contains("GS ( H") }
    #expect(isLogged)
    let asked = bench.token
    let second = bench.command(.print(PrintWork(job: "K", attempt: 1, bytes: receipt.bytes)))
    bench.pass(.seconds(20))
    #expect(bench.outcome(of: second) == .completed(.processed))
    #expect(bench.token == asked)
  }

  @Test(arguments: [true, false])
  func `the clock of the confirmation stands while the paper is out`(automatic: Bool) throws {
    var bench = try bench(automatic: automatic)
    bench.command(.print(PrintWork(job: "I", attempt: 1, bytes: [0x41])))
    bench.printer.answersProcessID = false
    let id = bench.command(.print(receipt))
    bench.printer.paperEnd = true
    bench.tellStatus()
    bench.pass(.seconds(3600))
    #expect(bench.outcome(of: id) == nil)
    #expect(bench.blockages.last == .paperEnd)
    let taken = bench.taken.count
    bench.printer.paperEnd = false
    bench.tellStatus()
    bench.pass(.milliseconds(1500))
    let token = try #require(bench.token)
    bench.link(.received([0x37, 0x22] + token + [0x00]))
    #expect(bench.outcome(of: id) == .completed(.confirmed))
    #expect(bench.taken.count == taken, "nothing is sent again")
  }

  @Test func `a link lost while the confirmation is awaited leaves the paper unknown`() throws {
    var bench = try bench()
    bench.printer.answersProcessID = false
    bench.command(.print(receipt))
    bench.unplug()
    guard case .interrupted = bench.outcome else {
      Issue.record("another outcome")
      return
    }
    #expect(bench.timers.isEmpty)
  }

  @Test func `hostile bytes instead of an answer neither confirm nor stop anything`() throws {
    var bench = try bench()
    bench.command(.print(PrintWork(job: "I", attempt: 1, bytes: [0x41])))
    bench.printer.answersProcessID = false
    let id = bench.command(.print(receipt))
    for seed in 0..<4000 {
      bench.link(.received([UInt8(truncatingIfNeeded: seed &* 167 &+ seed / 256)]))
    }
    bench.link(.received([0x37, 0x22] + [UInt8](repeating: 0x21, count: 1000)))
    bench.printer.answersProcessID = true
    bench.printer.paperEnd = false
    bench.link(.received([0x14, 0x00, 0x00, 0x0F]))
    bench.pass(.seconds(60))
    guard case .interrupted? = bench.outcome(of: id) else {
      Issue.record("\(String(describing: bench.outcome(of: id)))")
      return
    }
  }
}
