import PosModel
import Reactor

/// Clients that wait for a drawer to be closed.
@ReactorActor
package final class DrawerWatch {
  private struct Waiter {
    let number: Int
    let unit: String
    let continuation: CheckedContinuation<Bool, Never>
    let timer: ReactorTimer
  }

  private static let limit = 256
  private var waiters: [Waiter] = []
  private var lastNumber = 0

  package init() {}

  /// A drawer was opened or closed; `unit` is the physical unit.
  package func moved(unit: String, open: Bool) {
    guard !open else { return }
    for waiter in waiters where waiter.unit == unit { finish(waiter.number, true) }
  }

  /// False when the time has passed. Throws `busy` when too many wait.
  package func waitClosed(unit: String, timeout: Duration) async throws(PosError) -> Bool {
    guard waiters.count < Self.limit else { throw PosError(.busy, "too many clients wait for drawers") }
    lastNumber += 1
    let number = lastNumber
    return await withCheckedContinuation { continuation in
      let timer = Reactor.shared.schedule(after: timeout) { [weak self] in self?.finish(number, false) }
      waiters.append(Waiter(number: number, unit: unit, continuation: continuation, timer: timer))
    }
  }

  private func finish(_ number: Int, _ closed: Bool) {
    guard let index = waiters.firstIndex(where: { $0.number == number }) else { return }
    let waiter = waiters.remove(at: index)
    waiter.timer.cancel()
    waiter.continuation.resume(returning: closed)
  }
}
