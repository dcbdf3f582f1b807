import Daemon
import Glibc
import PosClient
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

@ReactorActor
struct PosClientTests {
  /// A path for a socket in a folder of its own, which goes with the test.
  private final class Folder {
    let path: String

    init() throws {
      var template = Array("/tmp/posd-test-XXXXXX".utf8CString)
      let made = try #require(mkdtemp(&template))
      path = String(cString: made)
    }

    deinit {
      _ = unlink(path + "/posd.sock")
      _ = rmdir(path)
    }

    var socket: String { path + "/posd.sock" }
  }

  private func code(_ body: () async throws -> Void) async -> PosError.Code? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? PosError)?.code
    }
  }

  @Test func `a client connects to a real socket, calls and gets events`() async throws {
    let folder = try Folder()
    let till = Till(DaemonSettings().with { $0.owner = getuid() })
    try till.daemon.listener.listen(path: folder.socket, mode: 0o600)
    let events = Recorder<String>()
    let client = try await PosClient.connect(to: ["/nonexistent/posd.sock", folder.socket]) { line in
      events.record(line.method ?? "")
    }
    #expect(client.greeting?.epoch == till.daemon.events.epoch)
    let hello = try await client.call(SessionHello(client: "test", protocol: 1))
    #expect(hello.permissions == Permission.allCases)
    #expect(till.daemon.sessions.values.first?.peer.pid == getpid())
    #expect(try await client.call(DeviceList()).map(\.id) == till.devices.descriptions.map(\.id))
    _ = try await client.call(EventsSubscribe())
    try till.devices.scan("1")
    try await events.wait(for: "the scan") { $0.contains("scanner.data") }
    client.close()
    try await eventually("the session ends") { till.daemon.sessions.isEmpty }
    till.daemon.stop()
    #expect(access(folder.socket, F_OK) != 0)
  }

  @Test func `calls fail with the daemon's own error`() async throws {
    let till = Till()
    let client = try await till.client()
    let error = await #expect(throws: PosError.self) { _ = try await client.call(DeviceGet(device: "nobody")) }
    #expect(error?.code == .noSuchDevice)
    #expect(error?.remedy?.isEmpty == false)
    client.close()
  }

  @Test func `many calls at once each get their own answer`() async throws {
    let till = Till()
    let client = try await till.client()
    let answers = Recorder<Bool>()
    for number in 0..<100 {
      Reactor.shared.task {
        do {
          let value = JSONValue.integer(Int64(number))
          answers.record(try await client.call(SessionPing(["n": value])) == ["n": value])
        } catch {
          answers.record(false)
        }
      }
    }
    #expect(try await answers.wait(count: 100).allSatisfy(\.self))
    client.close()
  }

  @Test func `when nobody listens the client says how to start posd`() async throws {
    let error = await #expect(throws: PosError.self) {
      _ = try await PosClient.connect(to: ["/nonexistent/posd.sock"])
    }
    #expect(error?.code == .offline)
    #expect(error?.message == "posd is not running: start it with systemctl start posd or posd run")
  }

  @Test func `a refusal of the connection reaches the client`() async throws {
    let till = Till(DaemonSettings().with { $0.connectionsPerUser = 0 })
    #expect(await code { _ = try await till.client() } == .tooManyConnections)
  }

  @Test func `when the daemon stops all calls fail and the end is told once`() async throws {
    let till = Till()
    let client = try await till.client()
    let ends = Recorder<PosError.Code?>()
    client.onClose = { ends.record($0?.code) }
    let holder = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    let codes = Recorder<PosError.Code?>()
    Reactor.shared.task {
      codes.record(
        await code { _ = try await client.call(DeviceClaim(device: "front", timeoutMs: 60_000)) })
    }
    try await holder.wait(for: "device.claimRequested")
    till.daemon.stop()
    try await ends.wait(count: 1)
    try await codes.wait(count: 1)
    #expect(ends.values == [.offline])
    #expect(await code { _ = try await client.call(DeviceList()) } == .offline)
  }

  @Test func `a call that is not answered in time fails`() async throws {
    let till = Till()
    let holder = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    let client = try await till.client()
    let claim = DeviceClaim(device: "front", timeoutMs: 600_000)
    _ = try await holder.call(2, "session.ping")
    #expect(await code { _ = try await client.call(claim, within: .milliseconds(20)) } == .timeout)
    client.close()
  }

  @Test func `a socket that somebody listens at is not taken`() async throws {
    let folder = try Folder()
    let first = Till()
    let second = Till()
    try first.daemon.listener.listen(path: folder.socket, mode: 0o600)
    let error = #expect(throws: PosError.self) {
      try second.daemon.listener.listen(path: folder.socket, mode: 0o600)
    }
    #expect(error?.remedy?.contains("--socket") == true)
    first.daemon.stop()
  }
}
