import Glibc
import PosModel
import PosTesting
import Reactor

/// The built program, run as a user runs it.
enum Posd {
  struct Outcome: Sendable {
    var exit: ChildProcess.Exit
    var output: String
    var errors: String
  }

  static let root = String(#filePath.dropLast("/Tests/posdTests/Support/Posd.swift".count))

  /// Runs `posd ARGUMENTS` without a terminal and without anybody's daemon. It is killed after a minute.
  @ReactorActor
  static func run(_ arguments: String...) async throws -> Outcome {
    try await run(arguments)
  }

  /// `started` gets the process before it is waited for.
  @ReactorActor
  static func run(
    _ arguments: [String], environment: [String] = [], started: (ChildProcess) -> Void = { _ in }
  ) async throws -> Outcome {
    Signals.ignorePipe()
    let process = try ChildProcess(
      root + "/.build/debug/posd", arguments, environment: ["HOME=/nonexistent", "LANG=C.UTF-8"] + environment,
      output: .pipe, errors: .pipe)
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var open = 3
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      func ended() {
        open -= 1
        if open == 0 { done.resume() }
      }
      process.output?.onBytes = { output += [UInt8]($0) }
      process.output?.onClose = { _ in ended() }
      process.errors?.onBytes = { errors += [UInt8]($0) }
      process.errors?.onClose = { _ in ended() }
      process.onExit = { _ in ended() }
      process.kill(after: .seconds(60))
      started(process)
    }
    return Outcome(
      exit: process.exit ?? .signal(0), output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }

  /// The text of a file of the project.
  static func file(_ path: String) throws -> String {
    String(decoding: try bytes(of: root + "/" + path), as: UTF8.self)
  }

  static func bytes(of path: String) throws -> [UInt8] {
    let descriptor = OwnedDescriptor(try syscall("open") { open(path, O_RDONLY | O_CLOEXEC) })
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor.raw, &chunk, chunk.count)
      if count <= 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  static func remove(_ path: String) { unlink(path) }
}
