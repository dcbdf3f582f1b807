import Glibc
import PosModel
import PosTesting
import Reactor

/// `posd run --simulate` in a process and a folder of its own.
@ReactorActor
final class SimulatedPosd {
  nonisolated let folder: String
  private let process: ChildProcess

  nonisolated var socket: String { folder + "/posd.sock" }

  nonisolated let pid: pid_t

  /// Without its state in the folder, it chooses where that is.
  init(keepsState: Bool = true) throws {
    Signals.ignorePipe()
    var template = Array("/tmp/posd-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw PosError(.failure, "no temporary folder") }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let config = folder + "/posd.toml"
    close(open(config, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600))
    process = try ChildProcess(
      Posd.root + "/.build/debug/posd",
      [
        "run", "--simulate", "--socket", folder + "/posd.sock", "--config", config, "--log-level", "error",
      ] + (keepsState ? ["--state-dir", folder] : []), environment: ["HOME=/nonexistent", "LANG=C.UTF-8"])
    pid = process.pid
    process.kill(after: .seconds(300))
  }

  /// Runs a subcommand that talks to it.
  func run(_ arguments: String...) async throws -> Posd.Outcome {
    try await Posd.run(arguments, environment: ["POSD_SOCKET=" + socket])
  }

  /// Waits until a device is ready, as after the start and after something was learned of it.
  func ready(_ device: String) async throws {
    for _ in 0..<600 {
      let answer = try await run("device", device, "--json")
      if answer.output.contains(#""state":"ready""#) { return }
      try await Reactor.shared.sleep(for: .milliseconds(100))
    }
    throw PosError(.timeout, "\(device) did not become ready")
  }

  nonisolated func file(_ name: String, _ text: String) throws -> String {
    let path = folder + "/" + name
    let file = OwnedDescriptor(try syscall("open") { open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600) })
    _ = try syscall("write") { write(file.raw, text, text.utf8.count) }
    return path
  }

  func stop() async {
    process.terminate(grace: .seconds(5))
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      if process.exit != nil { return done.resume() }
      process.onExit = { _ in done.resume() }
    }
    for name in [
      "posd.sock", "posd.toml", "posd.lock", "jobs.db", "jobs.db-wal", "jobs.db-shm", "learned.json", "r.json",
      "m.receipt", "x.bin",
      "p.png", "t.txt", "m.png",
    ] { unlink(folder + "/" + name) }
    rmdir(folder)
  }
}
