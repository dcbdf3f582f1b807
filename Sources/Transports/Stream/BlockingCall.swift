import Reactor

/// One call that may block, on a thread of its own that ends with it: a device that hangs stops nobody else.
enum BlockingCall {
  /// Runs `work`, then `done` with its result on the reactor. Throws, and runs nothing, when there is no thread to have.
  static func start<Value: Sendable>(
    _ name: String, _ work: @escaping @Sendable () -> Value, _ done: @escaping @Sendable @ReactorActor (Value) -> Void
  ) throws(SystemError) {
    let worker = try BlockingWorker(name: name, capacity: 1)
    // A new worker has room for one.
    _ = worker.submit(work, done)
  }
}
