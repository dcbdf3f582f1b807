import PosModel
import Reactor

/// Holds what the daemon says of its jobs against the paper of one printer.
struct Verdict {
  /// In the order of acceptance.
  var jobs: [(ticket: Ticket, job: PrintJob)]
  var appearances: [Appearance]
  /// Jobs that a person let print: their place is theirs.
  var reprinted: Set<Int> = []
  /// The printer says nothing, or was silent for a while: what the kernel took is all that there is to know.
  var isSilent: Bool

  /// What is wrong, in words.
  func faults() -> [String] {
    var faults: [String] = []
    for case .foreign(let words) in appearances.map(\.kind) { faults.append("(d) a ticket is not itself: \(words)") }
    for (ticket, job) in jobs { faults += Self.faults(ticket, job, appearances, isSilent) }
    return faults + orderFaults()
  }

  private static func faults(
    _ ticket: Ticket, _ job: PrintJob, _ appearances: [Appearance], _ isSilent: Bool
  ) -> [String] {
    let own = appearances.filter { $0.number == ticket.number }
    let whole = own.count { $0.isWhole }
    let words = "job \(ticket.number) \(ticket.shape) is \(job.state) \(job.evidence), attempt \(job.attempt)"
    var faults: [String] = []
    if own.dropFirst().contains(where: { !$0.isMarked }) { faults.append("(b) \(words): again without a mark") }
    switch job.state {
    case .printed where whole == 0:
      let proven = job.evidence == .confirmed || job.evidence == .processed
      if proven || !isSilent {
        faults.append("(\(proven ? "e" : "a")) \(words), and not on paper")
      }
    case .printing: faults.append("(a) \(words) for ever")
    default: break
    }
    return faults
  }

  private func orderFaults() -> [String] {
    let order = jobs.map(\.ticket.number)
    var last = -1
    var seen: Set<Int> = []
    for number in appearances.compactMap(\.number) where seen.insert(number).inserted && !reprinted.contains(number) {
      guard let place = order.firstIndex(of: number) else { continue }
      if place < last { return ["(c) job \(number) came after a later one: \(appearances.compactMap(\.number))"] }
      last = place
    }
    return []
  }

  @ReactorActor
  func count(in tally: Tally) {
    tally.jobs += jobs.count
    tally.appearances += appearances.count { $0.isWhole }
    tally.torn += appearances.count { if case .torn = $0.kind { true } else { false } }
    tally.marks += appearances.count { $0.isMarked && $0.number != nil }
    for (ticket, job) in jobs where !appearances.contains(where: { $0.number == ticket.number && $0.isWhole }) {
      if job.state == .printed { tally.unproven += 1 } else { tally.listed += 1 }
    }
  }
}
