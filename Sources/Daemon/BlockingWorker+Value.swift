import PosModel
import Reactor

extension BlockingWorker {
  /// What `work` gives, done on the worker's thread; throws `refusal` when too much waits for it, or it was stopped.
  @ReactorActor
  func value<Value: Sendable>(
    refusal: PosError, _ work: @escaping @Sendable () throws(PosError) -> Value
  ) async throws(PosError) -> Value {
    let result: Result<Value, PosError> = await withCheckedContinuation { continuation in
      let isTaken = submit {
        Result { () throws(PosError) in try work() }
      } _: {
        continuation.resume(returning: $0)
      }
      if !isTaken { continuation.resume(returning: .failure(refusal)) }
    }
    return try result.get()
  }
}
