import PosModel
import Reactor
import Simulator

/// Judges runs, and keeps what came of them.
@ReactorActor
final class Oracle {
  let program: String
  let tally = Tally()
  private var lastNumber = 0

  init(_ program: String) { self.program = program }

  func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  func judge(
    _ id: String, _ scene: Scene, reprinted: Set<Int>, silenced: Set<Int> = []
  ) async throws {
    // The paper still moves when the last byte is in the printer.
    try await wait("the paper stands still") { scene.printers.allSatisfy { $0.isIdle } }
    for index in scene.printers.indices {
      judge(
        id, scene, index, try await scene.jobs(on: index), reprinted: reprinted, isSilent: silenced.contains(index))
    }
    let known = try await scene.printers.indices.asyncFlatMap { try await scene.jobs(on: $0).map(\.ticket) }
    let lost = scene.wishes.filter { $0.job != nil && !known.contains($0.ticket) }
    if !lost.isEmpty { tally.fault(id, ["(a) accepted and not known: \(lost.map(\.ticket.number))"]) }
  }

  func judge(
    _ id: String, _ scene: Scene, _ index: Int, _ jobs: [(ticket: Ticket, job: PrintJob)], reprinted: Set<Int>,
    isSilent: Bool = false
  ) {
    let printer = scene.printers[index]
    let tickets = Dictionary(jobs.map { ($0.ticket.number, $0.ticket) }, uniquingKeysWith: { first, _ in first })
    let verdict = Verdict(
      jobs: jobs, appearances: Appearance.all(on: printer.model.paper, tickets), reprinted: reprinted,
      isSilent: isSilent || !printer.kind.provesJobs)
    tally.runs += 1
    verdict.count(in: tally)
    let faults = verdict.faults()
    if !faults.isEmpty { tally.fault(id, faults + dump(scene, index, jobs)) }
  }

  /// What a person needs to understand a fault.
  func dump(_ scene: Scene, _ index: Int, _ jobs: [(ticket: Ticket, job: PrintJob)]) -> [String] {
    let printer = scene.printers[index]
    return [
      "printer \(index) \(printer.kind)",
      jobs.map {
        "\($0.ticket.number) \($0.ticket.shape) \($0.job.policy): \($0.job.state) \($0.job.evidence) #\($0.job.attempt) \($0.job.reason?.message ?? "")"
      }
      .joined(separator: "\n"),
      "paper:", Self.short(printer.model.paper.text),
    ]
  }

  /// Without the middle of long tickets.
  private static func short(_ text: String) -> String {
    let lines = text.split(separator: "\n").map(String.init)
    let kept = lines.enumerated().filter { index, line in
      let isInside = { (at: Int) in lines.indices.contains(at) && lines[at].contains(" item ") }
      return !(isInside(index - 1) && isInside(index) && isInside(index + 1))
    }
    return kept.map(\.element).joined(separator: "\n")
  }

  func dump(_ scene: Scene) -> [String] {
    scene.printers.map { "\($0.kind)\n" + Self.short($0.model.paper.text) } + ["log:", String(scene.log.suffix(6000))]
  }
}

extension Collection {
  @ReactorActor
  fileprivate func asyncFlatMap<Value>(_ body: @ReactorActor (Element) async throws -> [Value]) async rethrows
    -> [Value]
  {
    var values: [Value] = []
    for element in self { values += try await body(element) }
    return values
  }
}
