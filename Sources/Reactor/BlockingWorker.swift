import Glibc
import Synchronization

/// One thread for calls that block, with a bounded queue; it sleeps without wake-ups while the queue is empty.
package final class BlockingWorker: Sendable {
  private let queue: WorkQueue
  private let thread: Mutex<pthread_t?>

  /// `capacity`: how much may wait behind the work that runs. The kernel keeps 15 bytes of the name.
  package init(name: String, capacity: Int = 64) throws(SystemError) {
    let queue = WorkQueue(capacity: capacity)
    self.queue = queue
    thread = Mutex(
      try NamedThread.start(name) {
        while let work = queue.next() { work() }
      })
  }

  deinit {
    // The thread ends by itself once it has done what was submitted.
    queue.close()
    thread.withLock { thread in
      if let thread { _ = pthread_detach(thread) }
    }
  }

  /// Runs `work` on the thread, in order, then `done` with its result on the reactor. False, and nothing runs, when
  /// the queue is full or the worker was stopped. From any thread.
  package func submit<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value, _ done: @escaping @Sendable @ReactorActor (Value) -> Void
  ) -> Bool {
    queue.append {
      let value = work()
      Reactor.shared.post { done(value) }
    }
  }

  /// Takes no more work, and waits until all that was submitted is done; idempotent. Not from the worker itself.
  package func stop() {
    queue.close()
    thread.withLock { thread in
      if let joined = thread {
        pthread_join(joined, nil)
        thread = nil
      }
    }
  }
}
