import CLinux
import PosModel
import Reactor

/// Waits until the peer's system has acknowledged all that was sent on a socket (SIOCOUTQ). No event tells it, so it is looked at, less and
/// less often.
@ReactorActor
final class Acknowledgement {
  private let descriptor: CInt
  private let deadline: Instant?
  private let done: @ReactorActor (SendOutcome) -> Void
  private var delay = Duration.milliseconds(1)
  private var timer: ReactorTimer?

  private static let longestDelay = Duration.milliseconds(50)

  /// `done` is called once, never from within; not after `cancel`.
  init(of descriptor: CInt, within limit: Duration?, _ done: @escaping @ReactorActor (SendOutcome) -> Void) {
    self.descriptor = descriptor
    deadline = limit.map { Reactor.now + $0 }
    self.done = done
    wait()
  }

  func cancel() {
    timer?.cancel()
  }

  private func wait() {
    timer = Reactor.shared.schedule(after: delay) { [weak self] in self?.look() }
    delay = min(delay * 2, Self.longestDelay)
  }

  private func look() {
    // TIOCOUTQ of a socket is SIOCOUTQ: the same number.
    let count = posd_tty_unsent(descriptor)
    if count == 0 { return done(.complete) }
    if count < 0 { return done(.failed("the kernel does not say what was acknowledged")) }
    if let deadline, Reactor.now >= deadline { return done(.timedOut) }
    wait()
  }
}
