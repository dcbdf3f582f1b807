import PosModel
import Reactor
import Synchronization

/// A descriptor that the reactor and workers use at the same time: its number stays taken until the last of them is done.
final class SharedDescriptor: Sendable {
  private let owned: OwnedDescriptor

  init(_ owned: consuming OwnedDescriptor) {
    self.owned = owned
  }

  var raw: CInt { owned.raw }
}

extension SharedDescriptor {
  /// How long a close may hang in its device driver before the link counts as closed all the same.
  private static let closingTime = Duration.seconds(5)

  /// Runs `last` and lets the descriptor go, on a worker because both can wait for the device; then calls `done`, once.
  @ReactorActor
  static func close(
    _ descriptor: consuming SharedDescriptor, _ last: @escaping @Sendable (CInt) -> Void = { _ in },
    done: @escaping @ReactorActor () -> Void
  ) {
    let once = Once(done)
    let timer = Reactor.shared.schedule(after: Self.closingTime) { once.run() }
    let last = Last(descriptor, last)
    do throws(SystemError) {
      try BlockingCall.start("close") {
        last.run()
      } _: {
        timer.cancel()
        once.run()
      }
    } catch {
      // No thread to have: better to block here than to leave it open.
      last.run()
      Reactor.shared.post {
        timer.cancel()
        once.run()
      }
    }
  }
}

/// Holds a descriptor until the last thing was done with it: the number must be free before anybody hears of the close.
private final class Last: Sendable {
  private let descriptor: Mutex<SharedDescriptor?>
  private let body: @Sendable (CInt) -> Void

  init(_ descriptor: SharedDescriptor, _ body: @escaping @Sendable (CInt) -> Void) {
    self.descriptor = Mutex(descriptor)
    self.body = body
  }

  func run() {
    let taken = descriptor.withLock { descriptor in
      defer { descriptor = nil }
      return descriptor
    }
    if let taken { body(taken.raw) }
  }
}

/// Runs its body the first time that it is asked to.
@ReactorActor
private final class Once {
  private var body: (@ReactorActor () -> Void)?

  init(_ body: @escaping @ReactorActor () -> Void) {
    self.body = body
  }

  func run() {
    let body = body
    self.body = nil
    body?()
  }
}
