import CLinux
import Glibc

/// A listening Unix socket.
@ReactorActor
package final class UnixListener {
  package typealias Accepted = @ReactorActor (consuming OwnedDescriptor, PeerCredentials) -> Void

  /// The path that it made and removes again; nil when the socket was handed over.
  package let path: String?
  private let acceptor: Acceptor
  private var identity: FileIdentity?

  /// Makes the socket at `path` with `mode`.
  ///
  /// A socket that nobody listens on is replaced; one that is alive, and a file of any other kind, is left alone and
  /// EADDRINUSE thrown.
  package init(
    path: String, mode: mode_t = 0o660, backlog: CInt = 128, _ accepted: @escaping Accepted
  ) throws(SystemError) {
    let address = try UnixAddress(path: path)
    let descriptor = OwnedDescriptor(
      try syscall("socket") { socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) })
    let raw = descriptor.raw
    // Two daemons that start at once must not both find the old socket dead: the directory is the lock.
    let directory = try Self.lockDirectory(of: path)
    try Self.removeStale(path, address)
    // bind(2) takes the new file's mode from the socket, less the umask, so it is never wider than asked for.
    _ = try syscall("fchmod") { fchmod(raw, mode) }
    _ = try syscall("bind") { address.withPointer { bind(raw, $0, $1) } }
    _ = try syscall("chmod") { chmod(path, mode) }
    _ = try syscall("listen") { listen(raw, backlog) }
    _ = consume directory
    self.path = path
    identity = try FileIdentity(path: path)
    acceptor = try Self.acceptor(descriptor, accepted)
  }

  /// Takes over a socket that is listening already (socket activation).
  package init(adopting listening: consuming OwnedDescriptor, _ accepted: @escaping Accepted) throws(SystemError) {
    path = nil
    acceptor = try Self.acceptor(listening, accepted)
  }

  /// Stops accepting and removes the path, unless another socket has taken it.
  package func close() {
    acceptor.close()
    guard let path, let identity else { return }
    self.identity = nil
    do throws(SystemError) {
      if try FileIdentity(path: path) == identity { _ = unlink(path) }
    } catch {
      // Somebody has removed it already.
    }
  }

  private static func acceptor(
    _ listening: consuming OwnedDescriptor, _ accepted: @escaping Accepted
  ) throws(SystemError) -> Acceptor {
    try Acceptor(listening) { connection in
      do throws(SystemError) {
        let peer = try PeerCredentials(of: connection.raw)
        accepted(connection, peer)
      } catch {
        // No connection without a name: it closes here.
      }
    }
  }

  /// An advisory lock on the directory, held by nobody longer than a bind(2); waits 0.5 s at most.
  private static func lockDirectory(of path: String) throws(SystemError) -> OwnedDescriptor {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let directory = path.first == "/" ? parts.joined(separator: "/") + "/" : "./" + parts.joined(separator: "/")
    let descriptor = OwnedDescriptor(
      try syscall("open") { open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
    let raw = descriptor.raw
    for _ in 0..<100 {
      if rawSyscall({ Int(flock(raw, LOCK_EX | LOCK_NB)) }) == 0 { return descriptor }
      usleep(5000)
    }
    throw SystemError(errno: EADDRINUSE, call: "flock")
  }

  private static func removeStale(_ path: String, _ address: UnixAddress) throws(SystemError) {
    var status = stat()
    if rawSyscall({ Int(lstat(path, &status)) }) < 0 { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw SystemError(errno: EADDRINUSE, call: "bind") }
    let probe = OwnedDescriptor(
      try syscall("socket") {
        socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      })
    let raw = probe.raw
    let result = rawSyscall { Int(address.withPointer { connect(raw, $0, $1) }) }
    // Anything else, such as a full backlog (EAGAIN), is a sign of life.
    guard result == -Int(ECONNREFUSED) else { throw SystemError(errno: EADDRINUSE, call: "bind") }
    _ = try syscall("unlink") { unlink(path) }
  }
}

/// Which file a path leads to.
private struct FileIdentity: Equatable {
  var device: dev_t
  var inode: ino_t

  init(path: String) throws(SystemError) {
    var status = stat()
    _ = try syscall("lstat") { lstat(path, &status) }
    device = status.st_dev
    inode = status.st_ino
  }
}
