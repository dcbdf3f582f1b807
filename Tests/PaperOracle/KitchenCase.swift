import PosModel
import PosProtocol
import Reactor
import Simulator

/// Orders for two stations with a printer that stands in for both, while printers fail and the daemon dies, by a seed.
@ReactorActor
struct KitchenCase: SeededCase {
  static let name = "kitchen"
  let seed: Int

  private static let stations = ["grill", "salad"]
  /// Each station has a printer of its own and the third one after it.
  private static let config =
    KitchenPaper.template
    + zip(stations, 0...).map { name, index in
      """
      [[station]]
      name = "\(name)"
      printers = ["p\(index)", "p2"]
      categories = ["\(name)"]
      template = "oracle"
      failover-after = "200ms"
      uncertain-after = "600ms"
      return-after = "300ms"

      """
    }.joined()

  /// What was ordered, whether there was an answer or not.
  private struct Wish {
    var order: Int
    /// How many dishes each station makes of it.
    var dishes: [String: Int]
    var isAccepted = false
  }

  func scene(_ random: inout SplitMix, _ oracle: Oracle) throws -> Scene {
    let kinds = (0..<3).map { _ in random.one(of: PrinterKind.allCases.filter(\.provesJobs)) }
    return try Scene(oracle.program, kinds, config: Self.config)
  }

  func run(_ scene: Scene, _ random: inout SplitMix, _ oracle: Oracle) async throws {
    try await scene.start()
    _ = try await scene.waitForPrinters()
    var wishes: [Wish] = []
    for order in 1...random.number(8...20) {
      var wish = Wish(order: order, dishes: [:])
      let makers = random.number(0...2)
      for (index, station) in Self.stations.enumerated() where makers == 2 || makers == index {
        wish.dishes[station] = random.number(1...4)
      }
      wishes.append(wish)
      while try await !ask(scene, &wishes) { try await revive(scene, &random, oracle) }
      if random.number(0...1) == 0 { try await disturb(scene, &random) }
      if random.number(0...1) == 0 { try await Reactor.shared.sleep(for: .milliseconds(random.number(0...150))) }
    }
    for printer in scene.printers {
      try printer.listenAgain()
      printer.change { $0.clearFaults() }
    }
    try await scene.kill()
    oracle.tally.kills += 1
    try await scene.restart()
    _ = try await scene.settle()
    try await judge(scene, wishes, oracle)
  }

  /// Orders what was not answered yet; false when the daemon is gone.
  private func ask(_ scene: Scene, _ wishes: inout [Wish]) async throws -> Bool {
    for index in wishes.indices where !wishes[index].isAccepted {
      let wish = wishes[index]
      let items = Self.stations.flatMap { station in
        wish.dishes[station].map(KitchenPaper.dishes)?.map {
          KitchenItem(name: $0, quantity: .init("1"), station: station)
        } ?? []
      }
      let order = KitchenOrder(order: "\(wish.order)", key: "k\(wish.order)", items: items)
      guard let reply = try await scene.call(order) else { return false }
      wishes[index].isAccepted = reply.jobs.count == wish.dishes.count
    }
    return true
  }

  private func revive(_ scene: Scene, _ random: inout SplitMix, _ oracle: Oracle) async throws {
    oracle.tally.kills += 1
    try await scene.daemon?.waitForEnd()
    let points = ["store:\(random.number(2...12)):before", "store:\(random.number(1...12)):after"]
    try await scene.restart(killAt: random.number(0...1) == 0 ? random.one(of: points) : nil)
    while scene.daemon?.hasEnded == true {
      oracle.tally.kills += 1
      try await scene.restart()
    }
  }

  private func disturb(_ scene: Scene, _ random: inout SplitMix) async throws {
    let printer = scene.printers[random.number(0...2)]
    switch random.number(0...6) {
    case 0, 1: try await scene.kill()
    case 2: printer.change { $0.add(.paperEnd) }
    case 3: printer.change { $0.add(.coverOpen) }
    case 4:
      printer.refuse()
      try await Reactor.shared.sleep(for: .milliseconds(random.number(0...400)))
      try printer.listenAgain()
    case 5: printer.breakLink(random.one(of: OraclePrinter.Ending.allCases))
    default: for printer in scene.printers { printer.change { $0.clearFaults() } }
    }
  }

  private func judge(_ scene: Scene, _ wishes: [Wish], _ oracle: Oracle) async throws {
    var jobs: [KitchenPaper.Ticket: PrintJob] = [:]
    for station in Self.stations {
      guard let list = try await scene.call(JobsList(printer: station)) else {
        throw NotInTime(description: "posd has gone")
      }
      for job in list {
        guard let order = job.title.flatMap({ Int($0) }) else { continue }
        jobs[.init(order: order, station: station)] = job
      }
    }
    try await wait("the paper stands still") { scene.printers.allSatisfy { $0.isIdle } }
    var dishes: [KitchenPaper.Ticket: Int] = [:]
    for wish in wishes {
      for (station, count) in wish.dishes { dishes[.init(order: wish.order, station: station)] = count }
    }
    let papers = scene.printers.map { KitchenPaper.all(on: $0.model.paper, dishes) }
    let tickets = dishes.keys.sorted { ($0.order, $0.station) < ($1.order, $1.station) }.map { ($0, jobs[$0]) }
    let faults =
      KitchenVerdict(tickets: tickets, papers: papers.map(\.found)).faults()
      + papers.flatMap(\.mixed).map { "(d) a ticket is not itself: \($0)" }
    oracle.tally.runs += 1
    oracle.tally.jobs += tickets.count
    oracle.tally.appearances += papers.flatMap(\.found).count(where: \.isWhole)
    oracle.tally.marks += papers.flatMap(\.found).count(where: \.isMarked)
    oracle.tally.listed += tickets.count { $0.1.map { $0.state != .printed } ?? false }
    guard !faults.isEmpty else { return }
    let states = tickets.map { ticket, job in
      "\(ticket.order) \(ticket.station): \(job.map { "\($0.printer) \($0.state) \($0.evidence) #\($0.attempt)" } ?? "-")"
    }
    oracle.tally.fault(id, faults + [states.joined(separator: "\n")] + oracle.dump(scene))
  }
}
