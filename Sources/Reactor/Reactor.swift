import CLinux

/// One epoll thread that is a Swift executor.
package final class Reactor: SerialExecutor, TaskExecutor {
  package static let shared = Reactor()

  package func enqueue(_ job: consuming ExecutorJob) {
    _ = UnownedJob(job)
  }
}
