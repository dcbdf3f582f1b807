import PosModel
import Reactor

/// The daemon dies at one of its writes to the disk or to the printer, and another takes its place.
@ReactorActor
struct KillCase: Sendable {
  enum Pace: String, CaseIterable, Sendable {
    /// Each when the one before is printed: acceptance and attempt go to the disk together.
    case single
    /// All at once: they queue.
    case burst
  }

  var kind: PrinterKind
  var policy: PrintPolicy
  var pace: Pace
  var shape: Ticket.Shape
  /// As `POSD_KILL_AT` has it.
  var point: String

  var id: String { "kill/\(kind)/\(policy)/\(pace)/\(shape)/\(point)" }

  init(_ kind: PrinterKind, _ policy: PrintPolicy, _ pace: Pace, _ shape: Ticket.Shape, _ point: String) {
    (self.kind, self.policy, self.pace, self.shape, self.point) = (kind, policy, pace, shape, point)
  }

  init?(_ id: String) {
    let parts = id.split(separator: "/").map(String.init)
    guard parts.count == 6, parts[0] == "kill", let kind = PrinterKind(rawValue: parts[1]),
      let policy = PrintPolicy(rawValue: parts[2]), let pace = Pace(rawValue: parts[3]),
      let shape = Ticket.Shape(rawValue: parts[4])
    else { return nil }
    self.init(kind, policy, pace, shape, parts[5])
  }

  /// False when the daemon has outlived the run: there are not so many writes.
  func run(_ oracle: Oracle) async throws -> Bool {
    let scene = try Scene(oracle.program, [kind])
    do {
      let died = try await run(scene, oracle)
      await scene.stop()
      return died
    } catch {
      oracle.tally.fault(id, ["\(error)"] + oracle.dump(scene))
      await scene.stop()
      return true
    }
  }

  private func run(_ scene: Scene, _ oracle: Oracle) async throws -> Bool {
    try await scene.start(killAt: point)
    let died = try await !work(scene)
    // One that has outlived the work dies too: its point may still come.
    if !died { try await scene.kill() }
    oracle.tally.kills += 1
    try await scene.daemon?.waitForEnd()
    try await scene.restart()
    try await scene.submit(Ticket(number: 9, shape: .text), policy)
    _ = try await scene.settle()
    let uncertain = try await scene.jobs(on: 0)
    let reprinted = point.utf8.reduce(0) { $0 &+ Int($1) } % 2 == 0 ? try await scene.reprint(uncertain) : []
    _ = try await scene.settle()
    try await oracle.judge(id, scene, reprinted: reprinted)
    return died
  }

  /// False when the daemon died.
  private func work(_ scene: Scene) async throws -> Bool {
    guard try await scene.waitForPrinters() else { return false }
    for number in 1...3 {
      let ticket = Ticket(number: number, shape: number == 2 ? shape : .text)
      guard try await scene.submit(ticket, policy) else { return false }
      if pace == .single, try await !scene.settle() { return false }
    }
    return try await scene.settle()
  }
}
