import PosModel

extension Reactor {
  /// Suspends the task until `deadline`; `Task.sleep` would start a thread pool.
  @ReactorActor
  package func sleep(until deadline: Instant) async throws(CancellationError) {
    let sleeper = Sleeper()
    await withTaskCancellationHandler {
      await withCheckedContinuation { sleeper.start($0, until: deadline) }
    } onCancel: {
      post { sleeper.wake(cancelled: true) }
    }
    if sleeper.cancelled { throw CancellationError() }
  }

  @ReactorActor
  package func sleep(for duration: Duration) async throws(CancellationError) {
    try await sleep(until: Reactor.now + duration)
  }
}

@ReactorActor
private final class Sleeper {
  private(set) var cancelled = false
  private var ended = false
  private var continuation: CheckedContinuation<Void, Never>?
  private var timer: ReactorTimer?

  func start(_ continuation: CheckedContinuation<Void, Never>, until deadline: Instant) {
    // A task without the reactor's preference may be suspended on its way here, and cancelled meanwhile.
    if cancelled { return continuation.resume() }
    self.continuation = continuation
    timer = Reactor.shared.schedule(at: deadline) { self.wake(cancelled: false) }
  }

  func wake(cancelled: Bool) {
    if ended { return }
    self.cancelled = cancelled
    guard let continuation else { return }
    ended = true
    self.continuation = nil
    timer?.cancel()
    continuation.resume()
  }
}
