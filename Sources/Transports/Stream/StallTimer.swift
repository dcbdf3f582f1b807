import PosModel
import Reactor

/// Watches that something goes on: expires when no progress was told for the whole timeout.
@ReactorActor
final class StallTimer {
  private let expired: @ReactorActor () -> Void
  private var timer: ReactorTimer?
  private var timeout: Duration?
  private var lastProgress = Instant(nanoseconds: 0)

  init(expired: @escaping @ReactorActor () -> Void) {
    self.expired = expired
  }

  /// Starts anew; nil only stops.
  func start(_ timeout: Duration?) {
    stop()
    self.timeout = timeout
    lastProgress = Reactor.now
    arm()
  }

  /// Costs no system call: the timer looks at it when it fires.
  func progress() {
    lastProgress = Reactor.now
  }

  func stop() {
    timer?.cancel()
    timer = nil
    timeout = nil
  }

  private func arm() {
    guard let timeout else { return }
    timer = Reactor.shared.schedule(at: lastProgress + timeout) { [weak self] in self?.fire() }
  }

  private func fire() {
    timer = nil
    guard let timeout else { return }
    if Reactor.now < lastProgress + timeout {
      arm()
    } else {
      self.timeout = nil
      expired()
    }
  }
}
