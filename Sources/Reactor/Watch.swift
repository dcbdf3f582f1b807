/// The registration of one descriptor with the reactor, which keeps it alive until ``cancel()``.
///
/// Cancel it before the descriptor is closed. A cancelled watch never fires again, even for an event that the kernel
/// has already handed over and even when the descriptor's number is in use again.
@ReactorActor
package final class Watch {
  package nonisolated let descriptor: CInt
  /// Level-triggered. When a change fails (out of memory), the watch is told `.error`.
  package var interest: Interest {
    didSet {
      if let poll, interest != oldValue { poll.change(self, from: oldValue) }
    }
  }

  let token: UInt64
  private(set) var ready: (@ReactorActor (Readiness) -> Void)?
  private var poll: EventPoll?

  init(
    _ descriptor: CInt, _ interest: Interest, token: UInt64, poll: EventPoll,
    ready: @escaping @ReactorActor (Readiness) -> Void
  ) {
    self.descriptor = descriptor
    self.interest = interest
    self.token = token
    self.poll = poll
    self.ready = ready
  }

  package var isCancelled: Bool { poll == nil }

  /// Ends the watch; idempotent.
  package func cancel() {
    guard let poll else { return }
    self.poll = nil
    ready = nil
    poll.remove(self)
  }
}
