import Drivers
import EscPos
import PosModel
import Testing

/// The two steps of a print, and what an interrupted job leaves behind.
struct EscPosStartTests {
  private let held = PrintWork(job: "J", attempt: 1, bytes: Array("Hello\n".utf8), needsGo: true)
  /// GS v 0 of 72 bytes × 125 rows between two lines.
  private let picture =
    Array("A\n".utf8) + [0x1D, 0x76, 0x30, 0x00, 72, 0x00, 125, 0x00] + [UInt8](repeating: 0x41, count: 9000)
    + Array("B\n".utf8)

  private func isReady(_ bench: PrinterBench) -> Int { bench.events.count { $0 == .printReady(job: "J") } }

  @Test func `a job that needs the word waits when all is clean, and says so once`() throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: true))
    bench.command(.print(held))
    #expect(isReady(bench) == 1)
    bench.pass(.seconds(60))
    #expect(bench.taken.isEmpty && bench.outcome == nil)
    let go = bench.command(.startPrint(job: "J"))
    #expect(bench.replies[go] == .success(.done))
    #expect(bench.taken == held.bytes)
    bench.pass(.seconds(1))
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `a clean printer that tells changes by itself is not asked before a job`() throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: true))
    let questions = bench.questions
    bench.command(.print(held))
    #expect(isReady(bench) == 1)
    #expect(bench.questions == questions)
  }

  @Test func `a polled printer is not asked again within a second`() throws {
    var bench = try PrinterBench()
    bench.command(.printerStatus)
    let questions = bench.questions
    bench.pass(.milliseconds(500))
    bench.command(.print(held))
    #expect(isReady(bench) == 1 && bench.questions == questions)
    bench.command(.cancelPrint(job: "J"))
    bench.pass(.seconds(2))
    bench.command(.print(held))
    #expect(bench.questions > questions)
  }

  @Test func `no paper at the word: nothing leaves until there is some, without a second word`() throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: true))
    bench.command(.print(held))
    bench.printer.paperEnd = true
    bench.tellStatus()
    #expect(bench.blockages.last == .paperEnd)
    bench.command(.startPrint(job: "J"))
    bench.pass(.seconds(5))
    #expect(bench.taken.isEmpty)
    bench.printer.paperEnd = false
    bench.tellStatus()
    bench.pass(.seconds(3))
    #expect(bench.outcome == .completed(.processed))
    #expect(isReady(bench) == 1)
  }

  @Test func `cancelled or unplugged before the word, the job was not started`() throws {
    var bench = try PrinterBench()
    let cancelled = bench.command(.print(held))
    bench.command(.cancelPrint(job: "J"))
    let unplugged = bench.command(.print(held))
    bench.unplug()
    for id in [cancelled, unplugged] {
      guard case .notStarted? = bench.outcome(of: id) else {
        Issue.record("another outcome")
        return
      }
    }
    #expect(bench.taken.isEmpty)
  }

  @Test func `the word for a job that is not there is refused`() throws {
    var bench = try PrinterBench()
    let id = bench.command(.startPrint(job: "J"))
    guard case .failure(let error)? = bench.replies[id] else {
      Issue.record("another answer")
      return
    }
    #expect(error.code == .illegal)
  }

  // MARK: Stale memory

  @Test func `the rest of a picture that was cut short is made up for, then the receipt is cut off`() throws {
    var bench = try PrinterBench()
    bench.printer.holds = true
    bench.command(.print(PrintWork(job: "I", attempt: 1, bytes: picture)))
    bench.pass(.seconds(10))
    bench.takeFirst()
    for _ in 0..<8 where bench.pending.first?.bytes.count != 4096 { bench.takeFirst() }
    bench.unplug(transferred: 1000)
    guard case .interrupted(_, let sent)? = bench.outcome else {
      Issue.record("another outcome")
      return
    }
    bench.printer.holds = false
    bench.taken = []
    bench.link(.opened(LinkDescription(epoch: 2)))
    bench.pass(.seconds(3))
    let id = bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x42, 0x0A])))
    bench.pass(.seconds(3))
    // NULs, ESC @, three line feeds, GS V 66 0, then the job.
    let missing = 2 + 9008 - sent
    let start = [UInt8](repeating: 0, count: missing) + [0x1B, 0x40, 0x0A, 0x0A, 0x0A, 0x1D, 0x56, 0x42, 0x00]
    let isExact = bench.taken == start + [0x42, 0x0A]
    #expect(isExact && missing > 0)
    #expect(bench.outcome(of: id) == .completed(.processed))
    bench.taken = []
    bench.command(.print(PrintWork(job: "K", attempt: 1, bytes: [0x43, 0x0A])))
    bench.pass(.seconds(3))
    #expect(bench.taken == [0x43, 0x0A], "once is enough")
  }

  @Test func `what another driver has left is made up for by its longest command`() throws {
    var bench = try PrinterBench()
    let work = PrintWork(job: "J", attempt: 2, bytes: [0x42], predecessor: StaleMemory(longestCommand: 40))
    bench.command(.print(work))
    let start = [UInt8](repeating: 0, count: 40) + [0x1B, 0x40]
    #expect(bench.taken.starts(with: start))
  }

  @Test func `a printer that can is told to forget, and its word is awaited`() throws {
    var profile = PrinterProfile.generic
    profile.status.clearsBuffer = true
    var bench = try PrinterBench(DriverSettings(profile: profile))
    let work = PrintWork(job: "J", attempt: 2, bytes: [0x42], predecessor: StaleMemory(longestCommand: 40))
    bench.command(.print(work))
    let clear: [UInt8] = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08]
    #expect(bench.taken == clear)
    bench.link(.received([0x37, 0x25, 0x00]))
    #expect(bench.taken.starts(with: clear + [0x1B, 0x40, 0x0A]))
    bench.pass(.seconds(3))
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `without its word within two seconds the command is made up for`() throws {
    var profile = PrinterProfile.generic
    profile.status.clearsBuffer = true
    var bench = try PrinterBench(DriverSettings(profile: profile))
    let work = PrintWork(job: "J", attempt: 2, bytes: [0x42], predecessor: StaleMemory(longestCommand: 7))
    bench.command(.print(work))
    bench.pass(.seconds(2))
    #expect(bench.taken.dropFirst(10).starts(with: [0, 0, 0, 0, 0, 0, 0, 0x1B, 0x40]))
    #expect(bench.taken.last == 0x42)
  }

  @Test func `a transfer that an unplug took the count of may have reached the paper`() throws {
    var bench = try PrinterBench()
    bench.printer.holds = true
    bench.command(.print(PrintWork(job: "I", attempt: 1, bytes: Array("Tea 3.10\n".utf8))))
    bench.pass(.seconds(10))
    for _ in 0..<8 where bench.pending.first?.bytes.count != 9 { bench.takeFirst() }
    #expect(bench.pending.first?.bytes.count == 9)
    bench.unplug(transferred: 0)
    guard case .interrupted(_, 0)? = bench.outcome else {
      Issue.record("another outcome")
      return
    }
  }

  @Test func `where a link broke among small pictures, the largest of them is made up for`() throws {
    let band: [UInt8] = [0x1D, 0x76, 0x30, 0x00, 10, 0x00, 100, 0x00] + [UInt8](repeating: 0x41, count: 1000)
    var bench = try PrinterBench()
    bench.printer.holds = true
    bench.command(.print(PrintWork(job: "I", attempt: 1, bytes: [UInt8]((0..<12).map { _ in band }.joined()))))
    bench.pass(.seconds(10))
    for _ in 0..<2 {
      bench.takeFirst()
      for _ in 0..<8 where bench.pending.first?.bytes.count != 4 * band.count { bench.takeFirst() }
    }
    bench.unplug(transferred: 0)
    bench.printer.holds = false
    bench.taken = []
    bench.link(.opened(LinkDescription(epoch: 2)))
    bench.pass(.seconds(3))
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: [0x42, 0x0A])))
    bench.pass(.seconds(3))
    #expect(bench.taken.starts(with: [UInt8](repeating: 0, count: band.count) + [0x1B, 0x40]))
  }

  @Test func `cancelled or unplugged while the memory is cleared, no content has left`() throws {
    let work = PrintWork(job: "J", attempt: 2, bytes: [0x42], predecessor: StaleMemory(longestCommand: 40))
    for unplugs in [true, false] {
      var bench = try PrinterBench()
      bench.command(.printerStatus)
      bench.printer.holds = true
      bench.command(.print(work))
      if unplugs { bench.unplug(transferred: 20) } else { bench.command(.cancelPrint(job: "J")) }
      guard case .notStarted? = bench.outcome else {
        Issue.record("another outcome")
        return
      }
    }
  }

  @Test func `after an interruption a new link begins with the in-order status, past old answers`() throws {
    var profile = PrinterProfile.generic
    profile.status.inOrder = true
    var bench = try PrinterBench(DriverSettings(profile: profile))
    bench.printer.nextOutcome = (3, .disconnected)
    bench.command(.print(PrintWork(job: "J", attempt: 1, bytes: picture)))
    bench.link(.closed(.disconnected))
    bench.sends = []
    bench.link(.opened(LinkDescription(epoch: 2)))
    #expect(bench.sends.first == [0x1D, 0x72, 0x01])
    bench.pass(.seconds(3))
    #expect(bench.isReady)
  }
}
