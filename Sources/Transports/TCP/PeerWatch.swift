import CLinux
import Glibc
import PosModel
import Reactor

/// Watches over a peer that owes acknowledgements, and says when it is gone.
///
/// TCP_USER_TIMEOUT would not do: since Linux 5.11 it also ends connections to a peer that answers every probe and takes
/// nothing, which is what a printer without paper does. Here only a peer that leaves probes or repeats unanswered is gone.
@ReactorActor
final class PeerWatch {
  private let descriptor: CInt
  private let gone: @ReactorActor () -> Void
  private var timer: ReactorTimer?
  private var strikes = 0

  private static let pause = Duration.seconds(1)
  /// How long nothing was heard, in milliseconds.
  private static let patience: CInt = 8000

  init(of descriptor: CInt, gone: @escaping @ReactorActor () -> Void) {
    self.descriptor = descriptor
    self.gone = gone
  }

  /// Something was sent.
  func sent() {
    if timer == nil { wait() }
  }

  func stop() {
    timer?.cancel()
    timer = nil
  }

  private func wait() {
    timer = Reactor.shared.schedule(after: Self.pause) { [weak self] in self?.look() }
  }

  private func look() {
    timer = nil
    guard posd_tty_unsent(descriptor) > 0 else {
      strikes = 0
      return
    }
    // A probe that has just left is not answered yet: twice in a row counts.
    strikes = posd_tcp_unheard(descriptor) >= Self.patience ? strikes + 1 : 0
    if strikes < 2 { wait() } else { gone() }
  }
}
