import PosModel
import PrintSpool
import Reactor

/// The job store on its thread, for callers on the reactor.
@ReactorActor
package final class JobDisk {
  private static let acceptLimit = 256
  private let store: JobStore
  private let worker: BlockingWorker
  private var accepts: [(job: NewJob, done: CheckedContinuation<Result<PrintJob, PosError>, Never>)] = []
  private var isAccepting = false

  /// Where a damaged file was moved; nil when all was well.
  package var setAside: String? { store.setAside }

  /// Opens the store, on the caller's thread: the daemon starts with its jobs or says why not.
  package init(path: String) throws(PosError) {
    store = try JobStore(path: path, now: WallClock.now.milliseconds)
    do throws(SystemError) {
      worker = try BlockingWorker(name: "store", capacity: 512)
    } catch {
      throw PosError(.failure, "there is no thread for the print jobs", cause: "\(error)")
    }
  }

  /// Runs `work` on the store's thread, in the order of the calls.
  package func run<Value: Sendable>(
    _ work: @escaping @Sendable (JobStore) throws(PosError) -> Value
  ) async throws(PosError) -> Value {
    let store = store
    let result: Result<Value, PosError> = await withCheckedContinuation { continuation in
      let isTaken = worker.submit {
        Self.result { () throws(PosError) in try work(store) }
      } _: {
        continuation.resume(returning: $0)
      }
      if !isTaken { continuation.resume(returning: .failure(Self.busy)) }
    }
    return try result.get()
  }

  /// Takes a job in; returns when it is on the disk. Jobs that come while the disk is busy share its next write.
  package func accept(_ job: NewJob) async throws(PosError) -> PrintJob {
    let result: Result<PrintJob, PosError> = await withCheckedContinuation { continuation in
      guard accepts.count < Self.acceptLimit else { return continuation.resume(returning: .failure(Self.busy)) }
      accepts.append((job, continuation))
      acceptAll()
    }
    return try result.get()
  }

  private func acceptAll() {
    guard !isAccepting, !accepts.isEmpty else { return }
    isAccepting = true
    let batch = accepts
    accepts = []
    let jobs = batch.map(\.job)
    let store = store
    let isTaken = worker.submit {
      Self.result { () throws(PosError) in try store.accept(jobs, now: WallClock.now.milliseconds) }
    } _: { [weak self] result in
      for (index, entry) in batch.enumerated() { entry.done.resume(returning: result.map { $0[index] }) }
      self?.isAccepting = false
      self?.acceptAll()
    }
    guard !isTaken else { return }
    isAccepting = false
    for entry in batch { entry.done.resume(returning: .failure(Self.busy)) }
  }

  /// Waits until everything is on the disk; takes nothing more.
  package func stop() {
    worker.stop()
  }

  private nonisolated static func result<Value>(_ work: () throws(PosError) -> Value) -> Result<Value, PosError> {
    do throws(PosError) { return .success(try work()) } catch { return .failure(error) }
  }

  private static let busy = PosError(.busy, "too many requests wait for the disk", remedy: "try again")
}
