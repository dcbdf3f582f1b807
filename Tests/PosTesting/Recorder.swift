import PosModel
import Reactor

/// Keeps what a callback reports, and lets a test wait for it without asking again and again.
@ReactorActor
package final class Recorder<Value: Sendable> {
  package private(set) var values: [Value] = []
  private var condition: (([Value]) -> Bool)?
  private var continuation: CheckedContinuation<Bool, Never>?

  package nonisolated init() {}

  package func record(_ value: Value) {
    values.append(value)
    if let condition, condition(values) { finish(true) }
  }

  /// Waits until the values satisfy `condition`, and returns them; one waiter at a time.
  @discardableResult
  package func wait(
    for what: String, within limit: Duration = .seconds(60), until condition: @escaping ([Value]) -> Bool
  ) async throws -> [Value] {
    let timer = Reactor.shared.schedule(after: limit) { self.finish(false) }
    // The await may let others run before it calls its body, so the values are looked at inside.
    let satisfied = await withCheckedContinuation { waiter in
      if condition(values) { return waiter.resume(returning: true) }
      self.condition = condition
      continuation = waiter
    }
    timer.cancel()
    if !satisfied { throw NotInTime(what: "\(what), have \(values.count)") }
    return values
  }

  /// Waits until there are `count` values.
  @discardableResult
  package func wait(count: Int, within limit: Duration = .seconds(60)) async throws -> [Value] {
    try await wait(for: "\(count) values", within: limit) { $0.count >= count }
  }

  private func finish(_ satisfied: Bool) {
    condition = nil
    let continuation = continuation
    self.continuation = nil
    continuation?.resume(returning: satisfied)
  }
}
