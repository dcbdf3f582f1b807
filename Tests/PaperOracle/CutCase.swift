import PosModel
import PosProtocol
import Reactor
import Simulator

/// The link of a printer breaks after so many bytes of a job.
@ReactorActor
struct CutCase: Sendable {
  var kind: PrinterKind
  var policy: PrintPolicy
  var shape: Ticket.Shape
  var ending: OraclePrinter.Ending
  var losesPower: Bool
  var after: Int

  var id: String { "cut/\(kind)/\(policy)/\(shape)/\(ending)/\(losesPower ? "off" : "on")/\(after)" }

  init(
    _ kind: PrinterKind, _ policy: PrintPolicy, _ shape: Ticket.Shape, _ ending: OraclePrinter.Ending,
    _ losesPower: Bool,
    _ after: Int
  ) {
    (self.kind, self.policy, self.shape, self.ending) = (kind, policy, shape, ending)
    (self.losesPower, self.after) = (losesPower, after)
  }

  init?(_ id: String) {
    let parts = id.split(separator: "/").map(String.init)
    guard parts.count == 7, parts[0] == "cut", let kind = PrinterKind(rawValue: parts[1]),
      let policy = PrintPolicy(rawValue: parts[2]), let shape = Ticket.Shape(rawValue: parts[3]),
      let ending = OraclePrinter.Ending(rawValue: parts[4]), let after = Int(parts[6])
    else { return nil }
    self.init(kind, policy, shape, ending, parts[5] == "off", after)
  }

  /// On one printer of a scene that is at rest.
  func run(_ scene: Scene, _ index: Int, _ oracle: Oracle) async throws {
    let printer = scene.printers[index]
    printer.model.tearOff()
    let first = oracle.nextNumber()
    let tickets = [Ticket(number: first, shape: shape), Ticket(number: oracle.nextNumber(), shape: .text)]
    printer.arm(.init(after: after, ending: ending, losesPower: losesPower))
    for ticket in tickets { try await scene.submit(ticket, to: index, policy) }
    var jobs = try await ended(scene, tickets)
    let isCut = printer.cut == nil
    printer.arm(nil)
    if isCut { oracle.tally.cuts += 1 }
    var reprinted: Set<Int> = []
    if after % 2 == 0 {
      reprinted = try await scene.reprint(jobs)
      if !reprinted.isEmpty { jobs = try await ended(scene, tickets) }
    }
    oracle.judge(id, scene, index, jobs, reprinted: reprinted)
  }

  private func ended(_ scene: Scene, _ tickets: [Ticket]) async throws -> [(ticket: Ticket, job: PrintJob)] {
    let deadline = Reactor.now + .seconds(60)
    while true {
      var jobs: [(ticket: Ticket, job: PrintJob)] = []
      for ticket in tickets {
        guard let id = scene.wishes.last(where: { $0.ticket == ticket })?.job,
          let job = try await scene.call(JobsGet(job: id))
        else { throw NotInTime(description: "posd has gone") }
        jobs.append((ticket, job))
      }
      if jobs.allSatisfy({ $0.job.state.isEnded || $0.job.state == .uncertain }) { return jobs }
      if Reactor.now > deadline { throw NotInTime(description: "not ended: \(jobs.map(\.job.state))") }
      try await Reactor.shared.sleep(for: .milliseconds(15))
    }
  }
}
