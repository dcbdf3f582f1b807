import Drivers
import EscPos
import PosModel
import Testing

struct EscPosPrinterTests {
  private let receipt = PrintWork(job: "J", attempt: 1, bytes: [0x1B, 0x40] + Array("Hello\n".utf8))
  private let long = PrintWork(job: "J", attempt: 1, bytes: (0..<20_000).map { UInt8(0x20 + $0 % 64) })

  @Test func `a printer that answers is ready with its status known`() throws {
    let bench = try PrinterBench()
    #expect(bench.isReady)
    #expect(
      bench.events == [
        .printerStatus(
          PrinterStatus(online: true, cover: .closed, paper: .ok, cutter: .ok, error: nil, source: .realTime))
      ])
    #expect(bench.capabilities["encoding"] == .word("gb18030"))
  }

  @Test func `a silent printer is ready, with a status that is unknown and not good`() throws {
    let bench = try PrinterBench(printer: .init(answersRealTime: false, answersInOrder: false))
    #expect(bench.isReady)
    #expect(bench.events == [.printerStatus(PrinterStatus())])
    #expect(bench.taken.isEmpty, "nothing that a deaf printer could print as text")
  }

  @Test func `a receipt is printed with an in-order answer as evidence`() throws {
    var bench = try PrinterBench()
    bench.command(.print(receipt))
    bench.pass(.seconds(1))
    #expect(bench.outcome == .completed(.processed))
    #expect(bench.taken.suffix(receipt.bytes.count) == receipt.bytes[...])
  }

  @Test func `without an in-order answer a receipt is only transmitted`() throws {
    var bench = try PrinterBench(printer: .init(answersInOrder: false))
    bench.command(.print(receipt))
    bench.pass(.seconds(30))
    #expect(bench.outcome == .completed(.transmitted))
  }

  @Test func `a silent printer prints, and the evidence says so`() throws {
    var bench = try PrinterBench(printer: .init(answersRealTime: false, answersInOrder: false))
    bench.command(.print(receipt))
    bench.pass(.seconds(5))
    #expect(bench.outcome == .completed(.transmitted))
    #expect(bench.taken == receipt.bytes)
  }

  @Test func `a cable that cannot answer gives no evidence`() throws {
    var bench = try PrinterBench(opened: false)
    bench.link(.opened(LinkDescription(canReceive: false)))
    #expect(bench.isReady)
    bench.command(.print(receipt))
    #expect(bench.outcome == .completed(.none))
    #expect(bench.questions == 0)
  }

  @Test func `no byte leaves while the paper is out, and printing starts by itself afterwards`() throws {
    var bench = try PrinterBench()
    bench.printer.paperEnd = true
    bench.command(.print(receipt))
    bench.pass(.seconds(60))
    #expect(bench.outcome == nil)
    #expect(bench.blockages == [.paperEnd])
    #expect(!bench.taken.contains(0x48))
    bench.printer.paperEnd = false
    bench.pass(.seconds(3))
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `a job cancelled while it is blocked was not started`() throws {
    var bench = try PrinterBench()
    bench.printer.coverOpen = true
    bench.command(.print(receipt))
    bench.pass(.seconds(5))
    bench.command(.cancelPrint(job: "J"))
    guard case .notStarted = bench.outcome else {
      Issue.record("\(String(describing: bench.outcome))")
      return
    }
  }

  @Test func `a halt is cleared and exactly the remainder follows`() throws {
    var bench = try PrinterBench()
    let before = bench.taken.count
    bench.printer.nextOutcome = (1000, .stalled)
    bench.command(.print(long))
    #expect(bench.recoveries.count == 1)
    #expect(bench.outcome == nil)
    bench.link(.recovered)
    bench.pass(.seconds(1))
    #expect(bench.outcome == .completed(.processed))
    #expect(Array(bench.taken.dropFirst(before)) == long.bytes)
  }

  @Test func `a send that ends early is continued where the printer stopped taking`() throws {
    var bench = try PrinterBench()
    let before = bench.taken.count
    bench.printer.nextOutcome = (100, .timedOut)
    bench.command(.print(long))
    #expect(Array(bench.taken.dropFirst(before)) == long.bytes)
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `the port status tells why a printer takes no data`() throws {
    var bench = try PrinterBench(printer: .init(portStatus: 0x18))
    bench.printer.holds = true
    bench.printer.answersRealTime = false
    // Silent runs come first; then the printer is trusted to be merely deaf, and the content is held.
    bench.command(.print(long))
    for _ in 0..<20 where !bench.pending.contains(where: { $0.bytes.count == 4096 }) { bench.pass(.seconds(1)) }
    bench.printer.portStatus = 0x38
    bench.pass(.seconds(10))
    #expect(bench.blockages.last == .paperEnd)
    bench.printer.portStatus = 0x18
    bench.printer.answersRealTime = true
    bench.release()
    bench.pass(.seconds(90))
    #expect(bench.taken.suffix(long.bytes.count) == long.bytes[...])
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `paper that ends in the middle is told, and the fence waits for the new roll`() throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: true))
    bench.printer.answersInOrder = false
    bench.command(.print(receipt))
    bench.printer.paperEnd = true
    bench.tellStatus()
    bench.pass(.seconds(600))
    #expect(bench.outcome == nil)
    #expect(bench.blockages.last == .paperEnd)
    bench.printer.paperEnd = false
    bench.tellStatus()
    bench.link(.received([0x00]))
    bench.pass(.seconds(2))
    #expect(bench.blockages.last == .some(nil))
    #expect(bench.outcome == .completed(.processed))
  }

  @Test func `unplugged before the first byte the job was not started, after it the paper is unknown`() throws {
    var bench = try PrinterBench()
    bench.printer.paperEnd = true
    bench.command(.print(receipt))
    bench.link(.closed(.disconnected))
    guard case .notStarted(let error)? = bench.outcome else {
      Issue.record("another outcome")
      return
    }
    #expect(error.code == .offline)

    bench = try PrinterBench()
    bench.printer.nextOutcome = (1000, .disconnected)
    bench.command(.print(long))
    bench.link(.closed(.disconnected))
    guard case .interrupted(_, let sent)? = bench.outcome else {
      Issue.record("another outcome")
      return
    }
    #expect(sent == 1000)
  }

  @Test func `unplugged after the last byte and before the answer the paper is unknown`() throws {
    var bench = try PrinterBench()
    bench.printer.answersInOrder = false
    bench.command(.print(receipt))
    bench.link(.closed(.disconnected))
    guard case .interrupted(_, let sent)? = bench.outcome else {
      Issue.record("another outcome")
      return
    }
    #expect(sent == receipt.bytes.count)
  }

  @Test func `a second job while one is printing is refused without a byte`() throws {
    var bench = try PrinterBench()
    bench.printer.paperEnd = true
    bench.command(.print(receipt))
    let second = bench.command(.print(PrintWork(job: "K", attempt: 1, bytes: [0x41])))
    guard case .success(.printed(.notStarted(let error)))? = bench.replies[second] else {
      Issue.record("another outcome")
      return
    }
    #expect(error.code == .busy)
  }

  @Test func `automatic status changes are events without a question`() throws {
    var bench = try PrinterBench(printer: .init(sendsAutomaticStatus: true))
    #expect(bench.capabilities["status"] == .word("automatic"))
    let questions = bench.questions
    bench.printer.coverOpen = true
    bench.tellStatus()
    guard case .printerStatus(let status)? = bench.events.last else {
      Issue.record("another outcome")
      return
    }
    #expect(status.cover == .open && status.online == false && status.source == .automatic)
    #expect(bench.questions == questions)
  }

  @Test func `a question that one clone ignores does not hide the answers to the others`() throws {
    var bench = try PrinterBench(printer: .init(ignores: [3]))
    let id = bench.command(.printerStatus)
    bench.pass(.seconds(3))
    guard case .success(.printerStatus(let status))? = bench.replies[id] else {
      Issue.record("another outcome")
      return
    }
    #expect(status.paper == .ok && status.cover == .closed && status.cutter == .unknown)
  }

  @Test func `an answer that comes too late is not taken for the next one`() throws {
    var bench = try PrinterBench(printer: .init(answersRealTime: false))
    bench.command(.printerStatus)
    bench.pass(.milliseconds(600))
    bench.link(.received([0x16]))
    #expect(bench.events == [.printerStatus(PrinterStatus())])
  }

  @Test func `an encoding that does not exist is refused with the list of those that do`() {
    let error = #expect(throws: PosError.self) { try EscPosPrinter(DriverSettings(encoding: "klingon")) }
    #expect(error?.code == .illegal)
    #expect(error?.remedy?.contains("cp437") == true)
  }

  @Test func `raw access gives back what the printer said`() throws {
    var bench = try PrinterBench()
    let id = bench.command(.directIO([0x1D, 0x49, 0x42]))
    bench.link(.received([0x5F, 0x45, 0x00]))
    bench.pass(.seconds(1))
    #expect(bench.replies[id] == .success(.data([0x5F, 0x45, 0x00])))
  }

  @Test func `every command is answered exactly once when the cable is pulled`() throws {
    var bench = try PrinterBench()
    bench.printer.holds = true
    let ids = [
      bench.command(.print(receipt)), bench.command(.printerStatus), bench.command(.drawerStatus()),
      bench.command(.openDrawer(DrawerPulse())), bench.command(.check(external: false)),
    ]
    bench.link(.closed(.disconnected))
    for id in ids { #expect(bench.replies[id] != nil) }
    #expect(bench.timers.isEmpty)
  }
}
