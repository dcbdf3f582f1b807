import PosModel

/// Something to be done once, at an instant.
@ReactorActor
package final class ReactorTimer {
  package nonisolated let deadline: Instant
  /// The order of scheduling, which decides between equal deadlines.
  nonisolated let sequence: UInt64
  /// The place in the heap; negative when it is not there.
  var place = -1
  private(set) var body: (@ReactorActor () -> Void)?

  init(deadline: Instant, sequence: UInt64, body: @escaping @ReactorActor () -> Void) {
    self.deadline = deadline
    self.sequence = sequence
    self.body = body
  }

  nonisolated func precedes(_ other: ReactorTimer) -> Bool {
    deadline == other.deadline ? sequence < other.sequence : deadline < other.deadline
  }

  /// Whether it still waits.
  package var isScheduled: Bool { place >= 0 }

  /// Ends it; idempotent, and harmless after it fired.
  package func cancel() {
    body = nil
    if place >= 0 { Reactor.shared.timers.remove(self) }
  }
}
