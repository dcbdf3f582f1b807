import EscPos
import PosModel
import Reactor

/// Keeps what was learned of each printer and drawer over restarts.
@ReactorActor
package final class LearnedStore {
  private let path: String
  package private(set) var learned: Learned
  /// Something else is known from now on.
  package var changed: @ReactorActor (Learned) -> Void = { _ in }
  private var isWriting = false

  /// Throws when `path` is there and cannot be used: nothing is ever overwritten that was not understood.
  package init(path: String) throws(PosError) {
    self.path = path
    learned = try LearnedFile.read(path)
  }

  /// Returns when it is on the disk and in force. nil forgets it.
  package func set(_ abilities: LearnedAbilities?, of printer: String) async throws(PosError) {
    var next = learned
    next.printers[printer] = abilities
    try await keep(next)
  }

  package func set(_ sensor: LearnedDrawer?, of drawer: String) async throws(PosError) {
    var next = learned
    next.drawers[drawer] = sensor
    try await keep(next)
  }

  private func keep(_ next: Learned) async throws(PosError) {
    guard next != learned else { return }
    guard !isWriting else {
      throw PosError(.busy, "something else that was learned is being written", remedy: "try again")
    }
    isWriting = true
    defer { isWriting = false }
    try await write(next)
    learned = next
    changed(next)
  }

  private func write(_ next: Learned) async throws(PosError) {
    let worker: BlockingWorker
    do throws(SystemError) {
      worker = try BlockingWorker(name: "learned")
    } catch {
      throw PosError(.failure, "there is no thread to write with", cause: "\(error)")
    }
    let result = await withCheckedContinuation { (done: CheckedContinuation<Result<Void, PosError>, Never>) in
      let isTaken = worker.submit({ [path] in
        Result { () throws(PosError) in try LearnedFile.write(next, to: path) }
      }) { done.resume(returning: $0) }
      if !isTaken { done.resume(returning: .failure(PosError(.busy, "the disk is busy", remedy: "try again"))) }
    }
    try result.get()
  }
}
