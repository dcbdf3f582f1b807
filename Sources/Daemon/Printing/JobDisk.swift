import PosModel
import PrintSpool
import Reactor
import Synchronization

/// The job store on its thread, for callers on the reactor.
///
/// Changes that come while the disk is busy share its next write: one sync for all of them.
@ReactorActor
package final class JobDisk {
  private static let limit = 1024
  private static let batchLimit = 256
  private let store: JobStore
  private let worker: BlockingWorker
  private var changes: [Pending] = []
  private var isWriting = false
  private var isStopped = false

  private struct Pending {
    let change: JobChange
    /// nil: its transaction is on the disk.
    let done: @ReactorActor (PosError?) -> Void
  }

  /// What one change came to, carried from the store's thread to the reactor.
  private final class Outcome<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, PosError>?>(nil)

    func set(_ new: Result<Value, PosError>) { result.withLock { $0 = new } }
    func get() -> Result<Value, PosError> { result.withLock { $0 } ?? .failure(JobDisk.busy) }
  }

  /// What was saved of a file that was damaged at the opening.
  package var salvage: JobSalvage? { store.salvage }
  /// Hears when a file is set aside later.
  package var setAside: @ReactorActor (JobSalvage) -> Void = { _ in }
  /// Why no job can be kept: everything but `start` throws it. nil while all is well.
  package private(set) var fault: PosError?

  /// Opens the store, on the caller's thread; where that is not possible, there is a `fault`.
  package init(path: String, watch: (@Sendable (JobStore.WriteMoment) -> Void)? = nil) throws(PosError) {
    store = try JobStore(path: path, now: WallClock.now.milliseconds, isPatient: true, watch: watch)
    fault = store.fault
    do throws(SystemError) {
      worker = try BlockingWorker(name: "store", capacity: 512)
    } catch {
      throw PosError(.failure, "there is no thread for the print jobs", cause: "\(error)")
    }
    store.whenSetAside { [weak self] salvage in Reactor.shared.post { self?.setAside(salvage) } }
  }

  /// Makes the first change of this run; until one gets through there is a `fault`.
  package func start<Value: Sendable>(
    _ work: @escaping @Sendable (borrowing SQLiteDatabase) throws(PosError) -> Value
  ) async throws(PosError) -> Value {
    do throws(PosError) {
      let value = try await worker.value(refusal: refusal) { [store] () throws(PosError) in try store.write(work) }
      fault = nil
      return value
    } catch {
      fault = error
      throw error
    }
  }

  /// Looks at the jobs; sees all changes that were answered before.
  package func read<Value: Sendable>(
    _ work: @escaping @Sendable (borrowing SQLiteDatabase) throws(PosError) -> Value
  ) async throws(PosError) -> Value {
    if let fault { throw fault }
    return try await worker.value(refusal: refusal) { [store] () throws(PosError) in try store.read(work) }
  }

  /// Changes the jobs, in the order of the calls; returns when the change is on the disk.
  ///
  /// Without `mustLast` a power cut, but no kill, may take it back. `meanwhile` runs at once, when `work` is on its way:
  /// it may give what `work` waits for. It does not run when too much waits for the disk.
  package func write<Value: Sendable>(
    mustLast: Bool = true, meanwhile: () -> Void = {},
    _ work: @escaping @Sendable (borrowing SQLiteDatabase) throws(PosError) -> Value
  ) async throws(PosError) -> Value {
    if let fault { throw fault }
    let outcome = Outcome<Value>()
    let change = JobChange(mustLast: mustLast) { database in
      do throws(PosError) {
        outcome.set(.success(try work(database)))
        return nil
      } catch {
        outcome.set(.failure(error))
        return error
      }
    }
    let error: PosError? = await withCheckedContinuation { continuation in
      guard changes.count < Self.limit else { return continuation.resume(returning: Self.busy) }
      changes.append(Pending(change: change) { continuation.resume(returning: $0) })
      writeNext()
      meanwhile()
    }
    if let error { throw error }
    return try outcome.get().get()
  }

  private func writeNext() {
    guard !isWriting, !changes.isEmpty else { return }
    isWriting = true
    let batch = Array(changes.prefix(Self.batchLimit))
    changes.removeFirst(batch.count)
    let works = batch.map(\.change)
    let store = store
    let isTaken = worker.submit {
      Self.result { () throws(PosError) in try store.write(works) }
    } _: { [weak self] result in
      // The next batch is on its way to the disk while this one is answered.
      self?.isWriting = false
      self?.writeNext()
      for entry in batch { entry.done(result.error) }
    }
    guard !isTaken else { return }
    isWriting = false
    for entry in batch { entry.done(refusal) }
  }

  /// Waits until everything is on the disk; takes nothing more.
  package func stop() {
    isStopped = true
    // What waits for the batch under way goes behind it.
    while !changes.isEmpty {
      isWriting = false
      writeNext()
    }
    worker.stop()
  }

  private var refusal: PosError { isStopped ? Self.ending : Self.busy }

  private nonisolated static func result<Value>(_ work: () throws(PosError) -> Value) -> Result<Value, PosError> {
    do throws(PosError) { return .success(try work()) } catch { return .failure(error) }
  }

  private nonisolated static let busy = PosError(
    .busy, "too many requests wait for the disk", remedy: "try again")
  private nonisolated static let ending = PosError(
    .offline, "posd is ending, and the print jobs on the disk wait for its next start", remedy: "try again then")
}

extension Result where Failure == PosError {
  fileprivate var error: PosError? {
    if case .failure(let error) = self { error } else { nil }
  }
}
