import ArgumentParser
import PosModel
import PosProtocol
import Reactor
import Synchronization

/// Runs a subcommand's body on the reactor, in the main thread, and turns its errors into words and exit codes.
enum ReactorProgram {
  /// 1: refused or failed; 2: no daemon.
  static func run(_ body: @escaping @Sendable @ReactorActor () async throws -> Void) throws {
    Signals.ignorePipe()
    let outcome = Mutex<Result<Void, any Error>>(.success(()))
    Reactor.shared.task {
      do {
        try await body()
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
      Reactor.shared.stop()
    }
    try Reactor.shared.run()
    switch outcome.withLock({ $0 }) {
    case .success: return
    case .failure(let error as PosError):
      report(error)
      throw ExitCode(error.code == .offline ? 2 : 1)
    case .failure(let error): throw error
    }
  }

  private static func report(_ error: PosError) {
    Console.error.line("\(Style.bad("posd:", on: .error)) \(error.message)")
    if let remedy = error.remedy { Console.error.line("  → \(remedy)") }
    if let cause = error.cause { Console.error.line("  (\(cause))") }
  }
}
