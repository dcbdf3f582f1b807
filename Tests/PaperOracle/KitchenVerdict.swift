import PosModel

/// Holds what the daemon says of a kitchen's tickets against the paper of all its printers.
struct KitchenVerdict {
  /// The tickets of the orders that were accepted, each with its job; nil: the daemon does not know it.
  var tickets: [(KitchenPaper.Ticket, PrintJob?)]
  /// By printer.
  var papers: [[KitchenPaper]]

  /// What is wrong, in words.
  func faults() -> [String] {
    var faults: [String] = []
    let all = papers.flatMap(\.self)
    for (ticket, job) in tickets {
      let words = "order \(ticket.order) at \(ticket.station)"
      guard let job else {
        faults.append("(a) \(words) was accepted and is not known")
        continue
      }
      let own = all.filter { $0.ticket == ticket }
      if own.count(where: { !$0.isMarked }) > 1 { faults.append("(b) \(words): again without a mark") }
      switch job.state {
      case .printed where !own.contains(where: \.isWhole):
        faults.append("(e) \(words) is printed \(job.evidence), attempt \(job.attempt), and not on paper")
      case .queued, .printing, .blocked: faults.append("(a) \(words) is \(job.state) for ever")
      default: break
      }
    }
    for (index, paper) in papers.enumerated() { faults += orderFaults(paper, index) }
    return faults + numberFaults()
  }

  /// On one paper the tickets of a station stand in the order of acceptance; what broke off is printed when it can be.
  private func orderFaults(_ paper: [KitchenPaper], _ printer: Int) -> [String] {
    Set(paper.map(\.ticket.station)).sorted().compactMap { station in
      let orders = paper.filter { $0.ticket.station == station && !$0.isMarked }.map(\.ticket.order)
      return orders == orders.sorted() ? nil : "(c) \(station) on printer \(printer) is out of order: \(orders)"
    }
  }

  /// No number of a station is given twice, and none is missing.
  private func numberFaults() -> [String] {
    Set(tickets.map(\.0.station)).sorted().compactMap { station in
      let numbers = tickets.filter { $0.0.station == station }.compactMap { $0.1?.number }.sorted()
      return numbers == Array(1...max(1, numbers.count)) || numbers.isEmpty
        ? nil : "(f) numbers of \(station): \(numbers)"
    }
  }
}
