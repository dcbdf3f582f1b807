import Glibc
import PosModel
import PosProtocol
import Reactor

extension PosClient {
  /// Connects to the first of `paths` where a daemon listens, and waits for its greeting.
  ///
  /// Throws `offline` when none listens, `permissionDenied` when this user may not, else what the daemon said.
  package static func connect(
    to paths: [String], onNotification: (@ReactorActor (ServerLine) -> Void)? = nil
  ) async throws(PosError) -> PosClient {
    var refused: PosError?
    for path in paths {
      switch open(path) {
      case .success(let descriptor):
        let client = try PosClient(OwnedDescriptor(descriptor), onNotification: onNotification)
        _ = try await client.waitForGreeting()
        return client
      case .failure(let error) where error.errno == EACCES || error.errno == EPERM:
        refused =
          refused
          ?? PosError(
            .permissionDenied, "This user may not use \(path)",
            remedy: "Add the user to the group posd and log in again: usermod -aG posd USER", cause: error.description)
      case .failure(let error) where error.errno == EAGAIN:
        refused = refused ?? PosError(.busy, "posd is too busy to take a connection", cause: error.description)
      case .failure: continue
      }
    }
    throw refused
      ?? PosError(
        .offline, "posd is not running: start it with systemctl start posd or posd run",
        cause: "nobody listens at \(paths.joined(separator: ", "))")
  }

  /// A Unix socket connects at once or not at all.
  private static func open(_ path: String) -> Result<CInt, SystemError> {
    do throws(SystemError) {
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      let bytes = Array(path.utf8)
      let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
        guard bytes.count < room.count else { return false }
        room.copyBytes(from: bytes)
        return true
      }
      guard fits else { return .failure(SystemError(errno: ENAMETOOLONG, call: "connect")) }
      let descriptor = OwnedDescriptor(
        try syscall("socket") {
          socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        })
      let raw = descriptor.raw
      _ = try syscall("connect") {
        withUnsafePointer(to: &address) { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            Glibc.connect(raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
          }
        }
      }
      return .success(descriptor.release())
    } catch {
      return .failure(error)
    }
  }
}
