import PosModel
import Reactor
import Simulator

/// Many jobs, and whatever can happen to a till in a second, by a seed.
@ReactorActor
struct MixCase: SeededCase {
  static let name = "mix"
  let seed: Int

  func scene(_ random: inout SplitMix, _ oracle: Oracle) throws -> Scene {
    let kinds = (0..<random.number(1...3)).map { _ in random.one(of: PrinterKind.allCases) }
    return try Scene(oracle.program, kinds)
  }

  func run(_ scene: Scene, _ random: inout SplitMix, _ oracle: Oracle) async throws {
    try await scene.start()
    var number = 0
    var silenced: Set<Int> = []
    for _ in 0..<random.number(15...40) {
      if random.number(0...2) > 0 {
        number += 1
        let shape = random.one(of: [.text, .text, .picture, .openEnded, .long] as [Ticket.Shape])
        let policy: PrintPolicy = random.number(0...1) == 0 ? .atMostOnce : .atLeastOnce
        let ticket = Ticket(number: number, shape: shape)
        if try await !scene.submit(ticket, to: random.number(0...scene.printers.count - 1), policy) {
          try await revive(scene, &random, oracle)
        }
      } else {
        try await disturb(scene, &random, &silenced, oracle)
      }
      if random.number(0...1) == 0 { try await Reactor.shared.sleep(for: .milliseconds(random.number(0...40))) }
      if scene.daemon?.hasEnded == true { try await revive(scene, &random, oracle) }
    }
    for printer in scene.printers {
      printer.arm(nil)
      try printer.listenAgain()
      printer.change { $0.clearFaults() }
    }
    try await scene.kill()
    oracle.tally.kills += 1
    try await scene.restart()
    _ = try await scene.settle()
    var reprinted: Set<Int> = []
    if random.number(0...1) == 0 {
      for index in scene.printers.indices {
        reprinted.formUnion(try await scene.reprint(try await scene.jobs(on: index)))
      }
      _ = try await scene.settle()
    }
    try await oracle.judge(id, scene, reprinted: reprinted, silenced: silenced)
  }

  private func revive(_ scene: Scene, _ random: inout SplitMix, _ oracle: Oracle) async throws {
    oracle.tally.kills += 1
    try await scene.daemon?.waitForEnd()
    if random.number(0...3) == 0 { scene.printers.randomElement(using: &random)?.losePower() }
    try await scene.restart(killAt: Self.point(&random))
    while scene.daemon?.hasEnded == true {
      oracle.tally.kills += 1
      try await scene.restart()
    }
  }

  private static func point(_ random: inout SplitMix) -> String? {
    switch random.number(0...5) {
    case 0: "store:\(random.number(2...20)):before"
    case 1: "store:\(random.number(1...20)):after"
    case 2: "send:\(random.number(1...30)):after"
    case 3: "send:\(random.number(4...40)):\(random.number(1...200))"
    default: nil
    }
  }

  private func disturb(
    _ scene: Scene, _ random: inout SplitMix, _ silenced: inout Set<Int>, _ oracle: Oracle
  ) async throws {
    let index = random.number(0...scene.printers.count - 1)
    let printer = scene.printers[index]
    func pause(_ range: ClosedRange<Int>) async throws {
      try await Reactor.shared.sleep(for: .milliseconds(random.number(range)))
    }
    switch random.number(0...9) {
    case 0: try await scene.kill()
    case 1, 2:
      oracle.tally.cuts += 1
      printer.arm(
        .init(
          after: random.number(0...600), ending: random.one(of: OraclePrinter.Ending.allCases),
          losesPower: random.number(0...2) == 0))
    case 3: printer.change { $0.add(.paperEnd) }
    case 4: printer.change { $0.add(.coverOpen) }
    case 5: printer.change { $0.add(.slow) }
    case 6:
      silenced.insert(index)
      printer.change { $0.add(.silent) }
    case 7:
      printer.refuse()
      try await pause(10...200)
      try printer.listenAgain()
    case 8:
      oracle.tally.cuts += 1
      printer.losePower()
    default:
      let speed = random.one(of: [100, 300] as [Int])
      printer.change { $0.speed = speed }
    }
    if random.number(0...1) == 0 {
      try await pause(0...150)
      printer.change { $0.clearFaults() }
    }
  }
}
