import PosModel
import Reactor
import Simulator

/// The test of the test: paper that breaks the promises must be found out.
@ReactorActor
enum Control {
  static func run(_ oracle: Oracle) async {
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

  private static func verdict(_ bytes: [UInt8], _ jobs: [(ticket: Ticket, job: PrintJob)]) -> Verdict {
    var model = PrinterKind.confirms.model()
    _ = model.write(bytes[...], now: Reactor.now)
    let tickets = Dictionary(jobs.map { ($0.ticket.number, $0.ticket) }, uniquingKeysWith: { first, _ in first })
    return Verdict(jobs: jobs, appearances: Appearance.all(on: model.paper, tickets), isSilent: false)
  }
}
