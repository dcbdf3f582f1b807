import CLinux
import Glibc

/// A signalfd on the reactor, until ``cancel()``.
@ReactorActor
package final class SignalWatch {
  private var owned: OwnedDescriptor?
  private var watch: Watch?
  private let body: @ReactorActor (CInt) -> Void

  init(_ signals: [CInt], _ body: @escaping @ReactorActor (CInt) -> Void) throws(SystemError) {
    self.body = body
    Signals.block(signals)
    var set = Signals.set(of: signals)
    let descriptor = OwnedDescriptor(try syscall("signalfd") { signalfd(-1, &set, CInt(SFD_CLOEXEC | SFD_NONBLOCK)) })
    let raw = descriptor.raw
    owned = consume descriptor
    watch = try Reactor.shared.watch(raw, .read) { _ in self.receive(raw) }
  }

  /// Idempotent. The signals stay blocked.
  package func cancel() {
    watch?.cancel()
    watch = nil
    owned = nil
  }

  private func receive(_ descriptor: CInt) {
    while watch != nil {
      var info = signalfd_siginfo()
      let size = MemoryLayout<signalfd_siginfo>.size
      guard rawSyscall({ read(descriptor, &info, size) }) == size else { return }
      body(CInt(info.ssi_signo))
    }
  }
}

extension Reactor {
  /// Calls `body` with each of `signals` that the process gets; they must have been blocked with
  /// ``Signals/block(_:)`` before other threads were started.
  @ReactorActor
  package func onSignal(
    _ signals: [CInt], _ body: @escaping @ReactorActor (CInt) -> Void
  ) throws(SystemError) -> SignalWatch {
    try SignalWatch(signals, body)
  }
}
