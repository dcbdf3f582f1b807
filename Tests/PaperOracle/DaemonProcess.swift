import Glibc
import PosClient
import PosModel
import Reactor

/// The built posd as a process; it may die at any time.
@ReactorActor
final class DaemonProcess {
  private let process: ChildProcess
  private(set) var isReady = false
  private(set) var log: [UInt8] = []

  var hasEnded: Bool { process.exit != nil }
  /// Died by `kill -9`, its own or ours.
  var wasKilled: Bool { process.exit == .signal(SIGKILL) }

  init(_ program: String, _ arguments: [String], killAt: String?) throws {
    var environment = ["HOME=/nonexistent", "LANG=C.UTF-8", "TZ=UTC"]
    if let killAt { environment.append("POSD_KILL_AT=\(killAt)") }
    process = try ChildProcess(program, arguments, environment: environment, output: .pipe, errors: .pipe)
    process.output?.onBytes = { [weak self] _ in self?.isReady = true }
    process.errors?.onBytes = { [weak self] bytes in self?.keep(Array(bytes)) }
    process.kill(after: .seconds(300))
  }

  private func keep(_ bytes: [UInt8]) {
    log += bytes
    if log.count > 64 << 10 { log.removeFirst(log.count - 32 << 10) }
  }

  func kill() { process.kill() }

  func waitForEnd() async throws {
    try await wait("the end of posd") { self.hasEnded }
  }
}

struct NotInTime: Error, CustomStringConvertible {
  let description: String
}

/// Waits until `condition` holds.
@ReactorActor
func wait(
  _ what: String, within limit: Duration = .seconds(60), _ condition: @ReactorActor () -> Bool
) async throws {
  let deadline = Reactor.now + limit
  while !condition() {
    if Reactor.now > deadline { throw NotInTime(description: "not in time: \(what)") }
    try await Reactor.shared.sleep(for: .milliseconds(3))
  }
}
