import PosModel
import Reactor

/// Clients that wait for a drawer to be closed. All drawers of a unit are on one sensor line, so it is the unit that counts.
@ReactorActor
package final class DrawerWatch {
  package enum End: Sendable { case closed, stillOpen, gone }

  private struct Waiter {
    let number: Int
    let unit: String
    let continuation: CheckedContinuation<End, Never>
    let timer: ReactorTimer
  }

  private static let limit = 256
  private var waiters: [Waiter] = []
  private var lastNumber = 0
  private var closings: [String: Int] = [:]

  package init() {}

  /// How often the unit's drawer was closed: for `waitClosed`, taken before the drawer is asked.
  package func closings(unit: String) -> Int { closings[unit, default: 0] }

  /// A drawer was opened or closed; `unit` is the physical unit.
  package func moved(unit: String, open: Bool) {
    guard !open else { return }
    closings[unit, default: 0] &+= 1
    finish(unit, .closed)
  }

  /// Nobody will hear when it is closed.
  package func gone(unit: String) { finish(unit, .gone) }

  /// Throws `busy` when too many wait.
  package func waitClosed(unit: String, since: Int, timeout: Duration) async throws(PosError) -> End {
    guard closings(unit: unit) == since else { return .closed }
    guard waiters.count < Self.limit else { throw PosError(.busy, "too many clients wait for drawers") }
    lastNumber += 1
    let number = lastNumber
    return await withCheckedContinuation { continuation in
      let timer = Reactor.shared.schedule(after: timeout) { [weak self] in self?.finish(number, .stillOpen) }
      waiters.append(Waiter(number: number, unit: unit, continuation: continuation, timer: timer))
    }
  }

  private func finish(_ unit: String, _ end: End) {
    for waiter in waiters where waiter.unit == unit { finish(waiter.number, end) }
  }

  private func finish(_ number: Int, _ end: End) {
    guard let index = waiters.firstIndex(where: { $0.number == number }) else { return }
    let waiter = waiters.remove(at: index)
    waiter.timer.cancel()
    waiter.continuation.resume(returning: end)
  }
}
