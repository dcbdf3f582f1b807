import PosModel
import Reactor

/// Which cases are run, side by side, within the time.
@ReactorActor
final class Plan {
  private let options: Options
  private let oracle: Oracle
  private let end: Instant
  private var random: SplitMix

  /// The daemons that run at once, and the printers of each where links are cut.
  private static let killWorkers = 8
  private static let mixWorkers = 4
  private static let kitchenWorkers = 2
  private static let cutPrinters = 8

  init(_ options: Options) {
    self.options = options
    oracle = Oracle(options.posd)
    end = Reactor.now + .seconds(options.seconds)
    random = SplitMix(UInt64(options.seed))
  }

  /// Whether something was wrong.
  func run() async -> Bool {
    var tasks: [Task<Void, Never>] = []
    if options.cases.isEmpty {
      await Control.run(oracle)
      print("paper oracle: seed \(options.seed), \(options.seconds) s")
      if wants("kill") { tasks += killTasks() }
      if wants("cut") { tasks += cutTasks() }
      if wants("mix") { tasks += seededTasks(MixCase.self, Self.mixWorkers) }
      if wants("kitchen") { tasks += seededTasks(KitchenCase.self, Self.kitchenWorkers) }
    } else {
      tasks = options.cases.map { id in Reactor.shared.task { await self.run(id) } }
    }
    for task in tasks { await task.value }
    var shown = 0
    for (id, words) in oracle.tally.faults where shown < 20 || options.verbose {
      shown += 1
      print("✘ \(id)\n  " + words.joined(separator: "\n").split(separator: "\n").prefix(60).joined(separator: "\n  "))
    }
    for (id, words) in oracle.tally.faults.dropFirst(20) where !options.verbose { print("✘ \(id)  \(words[0])") }
    print(oracle.tally.summary)
    let bad = Set(oracle.tally.faults.map(\.id)).count
    print("\(oracle.tally.runs - min(bad, oracle.tally.runs)) passed, \(bad) failed, 0 skipped")
    return bad > 0
  }

  private func wants(_ what: String) -> Bool { options.only == nil || options.only == what }

  private var hasTime: Bool { Reactor.now < end }

  private func run(_ id: String) async {
    if let mix = MixCase(id) { return await mix.run(oracle) }
    if let kitchen = KitchenCase(id) { return await kitchen.run(oracle) }
    do {
      if let kill = KillCase(id) {
        _ = try await kill.run(oracle)
      } else if let cut = CutCase(id) {
        await runCuts(cut.kind, 1) { [cut][..<($0 == 0 ? 1 : 0)].first }
      } else {
        oracle.tally.fault(id, ["there is no such case"])
      }
    } catch {
      oracle.tally.fault(id, ["\(error)"])
    }
  }

  // MARK: Kills

  /// One after the other along the writes of a daemon, until it outlives the run.
  private func killTasks() -> [Task<Void, Never>] {
    var series: [(KillCase, String, [String])] = []
    for kind in PrinterKind.allCases {
      for policy in [PrintPolicy.atMostOnce, .atLeastOnce] {
        for pace in KillCase.Pace.allCases {
          let shape = random.one(of: Ticket.Shape.allCases)
          let base = KillCase(kind, policy, pace, shape, "")
          series.append((base, "store", ["before", "after"]))
          series.append((base, "send", ["before", "after", "1", "9", "60"]))
        }
      }
    }
    series.shuffle(using: &random)
    return (0..<Self.killWorkers).map { _ in
      Reactor.shared.task {
        while self.hasTime, let (base, place, sides) = series.popLast() { await self.kill(base, place, sides) }
      }
    }
  }

  private func kill(_ base: KillCase, _ place: String, _ sides: [String]) async {
    var number = 1
    var died = true
    while died, hasTime {
      died = false
      for side in sides where hasTime {
        var one = base
        one.point = "\(place):\(number):\(side)"
        do { died = try await one.run(oracle) || died } catch { oracle.tally.fault(one.id, ["\(error)"]) }
      }
      number += 1
    }
  }

  // MARK: Cuts

  private func cutTasks() -> [Task<Void, Never>] {
    PrinterKind.allCases.map { kind in
      var cases: [CutCase] = []
      for after in 0...330 {
        let policy: PrintPolicy = random.number(0...1) == 0 ? .atMostOnce : .atLeastOnce
        for shape in [Ticket.Shape.text, .picture, .openEnded] {
          cases.append(
            CutCase(
              kind, policy, shape, random.one(of: OraclePrinter.Ending.allCases), random.number(0...2) == 0, after))
        }
      }
      cases.shuffle(using: &random)
      return Reactor.shared.task {
        await self.runCuts(kind, Self.cutPrinters) { _ in self.hasTime ? cases.popLast() : nil }
      }
    }
  }

  private func runCuts(
    _ kind: PrinterKind, _ count: Int, _ next: @escaping @ReactorActor @Sendable (Int) -> CutCase?
  ) async {
    do {
      let scene = try Scene(oracle.program, Array(repeating: kind, count: count))
      try await scene.start()
      _ = try await scene.waitForPrinters()
      let tasks = (0..<count).map { index in
        Reactor.shared.task {
          var turn = 0
          while let cut = next(turn) {
            turn += 1
            do { try await cut.run(scene, index, self.oracle) } catch {
              self.oracle.tally.fault(cut.id, ["\(error)"] + self.oracle.dump(scene).suffix(2))
              return
            }
          }
        }
      }
      for task in tasks { await task.value }
      if options.verbose { print(scene.log) }
      await scene.stop()
    } catch {
      oracle.tally.fault("cut/\(kind)", ["\(error)"])
    }
  }

  // MARK: By chance

  private func seededTasks(_ kind: (some SeededCase).Type, _ workers: Int) -> [Task<Void, Never>] {
    var seed = options.seed * 1_000_000
    return (0..<workers).map { _ in
      Reactor.shared.task {
        while self.hasTime {
          seed += 1
          await kind.init(seed: seed).run(self.oracle)
        }
      }
    }
  }
}
