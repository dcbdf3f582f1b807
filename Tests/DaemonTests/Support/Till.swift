import Daemon
import Glibc
import Logging
import PosClient
import PosModel
import PosProtocol
import Reactor

/// A daemon over fake devices, with clients on socketpairs.
@ReactorActor
final class Till {
  let daemon: Daemon
  let devices: FakeDevices
  let log = LogRecorder()
  private var lastPID: Int32 = 100

  init(
    _ settings: DaemonSettings = DaemonSettings(),
    devices: [DeviceDescription] = [FakeDevices.printer(), FakeDevices.scanner()]
  ) {
    self.devices = FakeDevices(devices)
    let log = log
    daemon = Daemon(
      settings: settings, devices: self.devices,
      log: Logger(label: "posd", factory: { _ in log }))
  }

  deinit {
    let daemon = daemon
    Reactor.shared.post { daemon.stop() }
  }

  /// The client's end of a new connection by a user; root by default.
  func connect(uid: UInt32 = 0, gid: UInt32 = 0, groups: [UInt32] = []) throws -> OwnedDescriptor {
    var pair: [CInt] = [0, 0]
    _ = try syscall("socketpair") { socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) }
    lastPID += 1
    daemon.listener.accept(
      OwnedDescriptor(pair[0]), PeerCredentials(pid: lastPID, uid: uid, gid: gid, groups: groups))
    return OwnedDescriptor(pair[1])
  }

  func rawClient(uid: UInt32 = 0, gid: UInt32 = 0, groups: [UInt32] = []) throws -> RawClient {
    try RawClient(try connect(uid: uid, gid: gid, groups: groups), self)
  }

  func client(uid: UInt32 = 0) async throws -> PosClient {
    let client = try PosClient(try connect(uid: uid))
    _ = try await client.waitForGreeting()
    return client
  }
}

extension DaemonSettings {
  /// Changed in one expression.
  func with(_ change: (inout DaemonSettings) -> Void) -> DaemonSettings {
    var copy = self
    change(&copy)
    return copy
  }
}
