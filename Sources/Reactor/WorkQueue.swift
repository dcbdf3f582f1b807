import Glibc

/// The bounded queue of a worker, and the place where its thread sleeps.
///
/// Unchecked, because a POSIX mutex guards all of it: Swift's own has no condition to wait for.
final class WorkQueue: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let capacity: Int
  private var work: [@Sendable () -> Void] = []
  private var closed = false

  init(capacity: Int) {
    self.capacity = capacity
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// False when it is full or closed.
  func append(_ item: @escaping @Sendable () -> Void) -> Bool {
    let isTaken = locked {
      if closed || work.count >= capacity { return false }
      work.append(item)
      return true
    }
    // Unlocked: the thread that wakes up would only wait for the mutex.
    if isTaken { pthread_cond_signal(changed) }
    return isTaken
  }

  func close() {
    locked {
      closed = true
      pthread_cond_broadcast(changed)
    }
  }

  /// Waits for the next item; nil when the queue is closed and empty.
  func next() -> (@Sendable () -> Void)? {
    locked {
      while work.isEmpty, !closed { pthread_cond_wait(changed, mutex) }
      return work.isEmpty ? nil : work.removeFirst()
    }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
