import Glibc
import Synchronization

/// A value that the reactor makes while another thread already works on what needs it; given once.
///
/// Unchecked, because a POSIX semaphore is where the thread sleeps, and a mutex guards the value.
package final class Handover<Value: Sendable>: @unchecked Sendable {
  private let value = Mutex<Value?>(nil)
  private let given = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  package init() { sem_init(given, 0, 0) }

  deinit {
    sem_destroy(given)
    given.deallocate()
  }

  package func give(_ new: Value) {
    value.withLock { $0 = new }
    sem_post(given)
  }

  /// Waits until it is given. Not on the reactor.
  package func take() -> Value {
    while true {
      if let value = value.withLock({ $0 }) { return value }
      sem_wait(given)
    }
  }
}
