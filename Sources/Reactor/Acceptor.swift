import CLinux
import Glibc

/// Accepts the connections of a listening socket, also when the process is out of descriptors.
@ReactorActor
final class Acceptor {
  /// So many connections per turn, so that a flood of them does not starve the others.
  private static let batch = 64

  private let descriptor: CInt
  private var owned: OwnedDescriptor?
  private let accepted: @ReactorActor (consuming OwnedDescriptor) -> Void
  /// Closed to make room for a connection that is then refused, so that the peer is not left waiting.
  private var spare: OwnedDescriptor?
  private var watch: Watch?
  private var pause: ReactorTimer?

  init(
    _ listening: consuming OwnedDescriptor, _ accepted: @escaping @ReactorActor (consuming OwnedDescriptor) -> Void
  ) throws(SystemError) {
    try listening.setNonBlocking()
    descriptor = listening.raw
    owned = consume listening
    self.accepted = accepted
    spare = Self.openSpare()
    watch = try Reactor.shared.watch(descriptor, .read) { _ in self.accept() }
  }

  /// Closes the listening socket; idempotent.
  func close() {
    pause?.cancel()
    watch?.cancel()
    watch = nil
    spare = nil
    owned = nil
  }

  private func accept() {
    for _ in 0..<Self.batch where watch != nil {
      let result = rawSyscall { Int(posd_accept(descriptor)) }
      switch result {
      case 0...: accepted(OwnedDescriptor(CInt(result)))
      case -Int(EAGAIN): return
      case -Int(EMFILE), -Int(ENFILE): return refuse()
      case -Int(ENOBUFS), -Int(ENOMEM): return rest()
      // The connection that was to be accepted is gone (accept(2), "Error handling"); the next one may be well.
      default: continue
      }
    }
  }

  private func refuse() {
    spare = nil
    let result = rawSyscall { Int(posd_accept(descriptor)) }
    if result >= 0 { _ = OwnedDescriptor(CInt(result)) }
    spare = Self.openSpare()
    rest()
  }

  private func rest() {
    watch?.interest = []
    pause = Reactor.shared.schedule(after: .milliseconds(100)) { self.watch?.interest = .read }
  }

  private static func openSpare() -> OwnedDescriptor? {
    let result = rawSyscall { Int(open("/dev/null", O_RDONLY | O_CLOEXEC)) }
    return result < 0 ? nil : OwnedDescriptor(CInt(result))
  }
}
