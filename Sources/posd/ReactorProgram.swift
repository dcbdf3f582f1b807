import ArgumentParser
import PosModel
import PosProtocol
import Reactor
import Synchronization

/// Runs a subcommand's body on the reactor, in the main thread, and turns its errors into words and exit codes.
enum ReactorProgram {
  /// Exit code 1: refused or failed; 2: no daemon. With `json` a refusal is told on standard output, in place of the
  /// answer.
  static func run(json: Bool, _ body: @escaping @Sendable @ReactorActor () async throws -> Void) throws {
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
      tell(error, json: json)
      throw ExitCode(error.code == .offline ? 2 : 1)
    case .failure(let error): throw error
    }
  }

  /// On standard error in words; with `json` on standard output.
  static func tell(_ told: PosError, json: Bool) {
    let error = told.inCommandWords
    if json { return writeJSONLine(ErrorLine(error: .init(error))) }
    Console.error.line("\(Style.bad("posd:", on: .error)) \(error.message)")
    if let remedy = error.remedy { Console.error.line("  → \(remedy)") }
    if let cause = error.cause { Console.error.line("  (\(cause))") }
  }

  /// `{"error":{"code":"noSuchDevice","message":…,"remedy":…}}`, with the protocol's words for the code.
  private struct ErrorLine: Encodable {
    struct Told: Encodable {
      var code: String
      var message: String
      var remedy: String?
      var device: String?
      var cause: String?

      init(_ error: PosError) {
        code = error.code.rawValue
        message = error.message
        remedy = error.remedy
        device = error.device
        cause = error.cause
      }
    }

    var error: Told
  }
}
