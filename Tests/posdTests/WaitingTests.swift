import Glibc
import PosClient
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

/// A till that forgets, and a print that waits.
@Suite struct WaitingTests {
  @Test @ReactorActor func `a simulated till keeps its state in a folder of its own, which goes with it`() async throws
  {
    // It has no home that it could write to.
    let posd = try SimulatedPosd(keepsState: false)
    try await posd.ready("receipt")
    #expect(try await posd.run("print", "-p", "receipt", "--key", "order-1", "x").exit == .code(0))
    let database = try #require(Self.files(openIn: posd.pid).first { $0.hasSuffix("/jobs.db") })
    #expect(database.hasPrefix("/tmp/posd-till-"))
    await posd.stop()
    #expect(access(database, F_OK) != 0)
    #expect(access(String(database.dropLast("/jobs.db".count)), F_OK) != 0)
  }

  @Test @ReactorActor func `a print that is blocked says why and what to do, and waits as long as it was told`()
    async throws
  {
    let posd = try SimulatedPosd()
    try await posd.ready("receipt")
    let client = try await PosClient.connect(to: [posd.socket])
    _ = try await client.call(SimulatorFault(device: "receipt", fault: .paperEnd))
    let waiting = try await posd.run("print", "-p", "receipt", "--timeout", "2", "--json", "x")
    #expect(waiting.exit == .code(1))
    #expect(
      waiting.output.hasPrefix(#"{"job":"#) && waiting.output.contains(#""state":"blocked""#), "\(waiting.output)")
    #expect(waiting.output.split(separator: "\n").count == 1)
    #expect(waiting.errors.contains("blocked: the printer is out of paper\n  → "), "\(waiting.errors)")
    #expect(waiting.errors.contains("still waits after 2 s") && waiting.errors.contains("posd jobs show "))
    #expect(try await posd.run("print", "--timeout", "0", "x").exit == .code(64))

    // The paper is put in while it waits.
    let started = Recorder<Bool>()
    async let second = Self.receipt(posd, started)
    while try await client.call(JobsList(states: [.blocked, .queued])).count < 2, started.values.isEmpty {
      try await Reactor.shared.sleep(for: .milliseconds(50))
    }
    _ = try await client.call(SimulatorFault(device: "receipt", fault: nil))
    let printed = try await second
    #expect(printed.exit == .code(0), "\(printed.errors)")
    #expect(printed.output.contains("printed (confirmed)"))
    client.close()
    await posd.stop()
  }

  @Test @ReactorActor func `a print that waits learns that the daemon has gone`() async throws {
    let posd = try SimulatedPosd()
    try await posd.ready("receipt")
    let client = try await PosClient.connect(to: [posd.socket])
    _ = try await client.call(SimulatorFault(device: "receipt", fault: .paperEnd))
    let started = Recorder<Bool>()
    async let waiting = Self.receipt(posd, started)
    while try await client.call(JobsList(states: [.blocked])).isEmpty, started.values.isEmpty {
      try await Reactor.shared.sleep(for: .milliseconds(50))
    }
    client.close()
    await posd.stop()
    #expect(try await waiting.exit == .code(2))
  }

  @ReactorActor
  private static func receipt(_ posd: SimulatedPosd, _ ended: Recorder<Bool>) async throws -> Posd.Outcome {
    defer { ended.record(true) }
    return try await posd.run("print", "-p", "receipt", "y")
  }

  /// The paths of the files that a process has open (proc(5), fd).
  private static func files(openIn pid: pid_t) -> [String] {
    (0..<256).compactMap { descriptor in
      var path = [CChar](repeating: 0, count: 4096)
      let count = readlink("/proc/\(pid)/fd/\(descriptor)", &path, path.count)
      return count > 0 ? String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }
  }
}
