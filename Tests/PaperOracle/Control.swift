import PosModel
import Reactor
import Simulator

/// The test of the test: paper that breaks the promises must be found out.
@ReactorActor
enum Control {
  static func run(_ oracle: Oracle) async {
    kitchen(oracle)
    do {
      let scene = try Scene(oracle.program, [.confirms])
      do { try await run(scene, oracle) } catch { oracle.tally.fault("control", ["\(error)"]) }
      await scene.stop()
    } catch {
      oracle.tally.fault("control", ["\(error)"])
    }
  }

  private static func run(_ scene: Scene, _ oracle: Oracle) async throws {
    try await scene.start()
    _ = try await scene.waitForPrinters()
    let tickets = [Ticket(number: 1, shape: .picture), Ticket(number: 2, shape: .text)]
    var parts: [[UInt8]] = []
    for ticket in tickets {
      let before = scene.printers[0].model.paper.bytes.count
      try await scene.submit(ticket, .atMostOnce)
      _ = try await scene.settle()
      parts.append(Array(scene.printers[0].model.paper.bytes.dropFirst(before)))
    }
    let jobs = try await scene.jobs(on: 0)
    let half = Array(parts[0].prefix(60))
    let papers: [(String, [UInt8], String?)] = [
      ("as it was", parts[0] + parts[1], nil),
      ("resent blindly", parts[0] + parts[0] + parts[1], "(b)"),
      ("lost", parts[0], "(e)"),
      ("out of order", parts[1] + parts[0], "(c)"),
      ("torn and followed by the whole", half + parts[0] + parts[1], "(d)"),
      ("torn alone", half, "(e)"),
      ("a line of another", Array("J1 item 9\n".utf8) + parts[0] + parts[1], "(d)"),
    ]
    for (name, bytes, letter) in papers {
      let faults = verdict(bytes, jobs).faults()
      let isRight = letter.map { letter in faults.contains { $0.hasPrefix(letter) } } ?? faults.isEmpty
      oracle.tally.runs += 1
      if !isRight { oracle.tally.fault("control/\(name)", ["expected \(letter ?? "nothing"), found \(faults)"]) }
    }
  }

  private static func kitchen(_ oracle: Oracle) {
    let (first, second) = (KitchenPaper.Ticket(order: 1, station: "a"), KitchenPaper.Ticket(order: 2, station: "a"))
    var job = PrintJob(
      job: "J", key: nil, printer: "p0", station: "a", number: 1, state: .printed, evidence: .confirmed, attempt: 1,
      copy: 1, copies: 1, reason: nil, acceptedAt: "", endedAt: nil)
    var next = job
    next.number = 2
    let tickets = [(first, job), (second, next)]
    job.number = 2
    let (one, two) = (KitchenPaper(first), KitchenPaper(second))
    let torn = KitchenPaper(first, isWhole: false)
    let marked = KitchenPaper(first, isMarked: true)
    let papers: [(String, [(KitchenPaper.Ticket, PrintJob?)], [[KitchenPaper]], String?)] = [
      ("as it was", tickets, [[one], [two]], nil),
      ("torn, then marked on another printer", tickets, [[torn, two], [marked]], nil),
      ("forgotten", [(first, nil)], [[one]], "(a)"),
      ("twice on two printers", tickets, [[one, two], [one]], "(b)"),
      ("out of order", tickets, [[two, one]], "(c)"),
      ("torn alone", tickets, [[torn, two]], "(e)"),
      ("a number twice", [(first, job), (second, next)], [[one, two]], "(f)"),
    ]
    for (name, tickets, papers, letter) in papers {
      let faults = KitchenVerdict(tickets: tickets, papers: papers).faults()
      let isRight = letter.map { letter in faults.contains { $0.hasPrefix(letter) } } ?? faults.isEmpty
      oracle.tally.runs += 1
      if !isRight {
        oracle.tally.fault("control/kitchen/\(name)", ["expected \(letter ?? "nothing"), found \(faults)"])
      }
    }
  }

  private static func verdict(_ bytes: [UInt8], _ jobs: [(ticket: Ticket, job: PrintJob)]) -> Verdict {
    var model = PrinterKind.confirms.model()
    _ = model.write(bytes[...], now: Reactor.now)
    let tickets = Dictionary(jobs.map { ($0.ticket.number, $0.ticket) }, uniquingKeysWith: { first, _ in first })
    return Verdict(jobs: jobs, appearances: Appearance.all(on: model.paper, tickets), isSilent: false)
  }
}
