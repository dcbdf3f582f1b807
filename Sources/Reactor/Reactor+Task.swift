extension Reactor {
  /// Starts a task on the reactor: `Task {}` without `executorPreference` would start a thread pool.
  @discardableResult
  package func task<Value: Sendable>(
    _ body: @escaping @Sendable @ReactorActor () async -> Value
  ) -> Task<Value, Never> {
    Task(executorPreference: self) { await body() }
  }

  @discardableResult
  package func throwingTask<Value: Sendable>(
    _ body: @escaping @Sendable @ReactorActor () async throws -> Value
  ) -> Task<Value, any Error> {
    Task(executorPreference: self) { try await body() }
  }
}
