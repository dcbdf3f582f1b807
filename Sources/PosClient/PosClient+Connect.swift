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
      let descriptor: OwnedDescriptor
      do throws(SystemError) {
        descriptor = try UnixConnector.connect(path: path)
      } catch  where error.errno == EACCES || error.errno == EPERM {
        refused =
          refused
          ?? PosError(
            .permissionDenied, "This user may not use \(path)",
            remedy: "Add the user to the group posd and log in again: usermod -aG posd USER", cause: error.description)
        continue
      } catch  where error.errno == EAGAIN {
        refused = refused ?? PosError(.busy, "posd is too busy to take a connection", cause: error.description)
        continue
      } catch {
        continue
      }
      let client = try PosClient(descriptor, onNotification: onNotification)
      _ = try await client.waitForGreeting()
      return client
    }
    throw refused
      ?? PosError(
        .offline, "posd is not running: start it with systemctl start posd or posd run",
        cause: "nobody listens at \(paths.joined(separator: ", "))")
  }
}
