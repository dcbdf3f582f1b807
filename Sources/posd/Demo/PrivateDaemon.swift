import Glibc
import PosClient
import PosModel
import Reactor

/// A daemon with the simulated till in a process and a folder of its own: this same program, run again.
@ReactorActor
final class PrivateDaemon {
  /// What it has said so far, for when something goes wrong.
  private(set) var log = ""
  private let process: ChildProcess
  private let socket: String

  init(folder: String) throws {
    socket = folder + "/posd.sock"
    // An empty configuration, so that this machine's own does not play a part.
    let config = folder + "/posd.toml"
    close(open(config, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600))
    process = try ChildProcess(
      "/proc/self/exe",
      ["run", "--simulate", "--socket", socket, "--state-dir", folder, "--config", config, "--log-level", "warning"],
      errors: .pipe)
    process.errors?.onBytes = { [weak self] bytes in
      self?.log += bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Connects as soon as the daemon listens. Throws `timeout` after ten seconds.
  func client() async throws -> PosClient {
    let deadline = Reactor.now + .seconds(10)
    while true {
      do {
        return try await PosClient.connect(to: [socket])
      } catch {
        guard error.code == .offline, process.exit == nil, Reactor.now < deadline else { throw error }
      }
      try await Reactor.shared.sleep(for: .milliseconds(10))
    }
  }

  /// Ends it as systemd would, and waits for the end.
  func stop() async {
    process.terminate(grace: .seconds(5))
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      if process.exit != nil { return done.resume() }
      process.onExit = { _ in done.resume() }
    }
  }
}
