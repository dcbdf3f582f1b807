import Glibc
import PosModel
import PosTesting
import Reactor
import Testing

@ReactorActor
struct UnixListenerTests {
  /// A directory of its own, removed with what is in it.
  private final class Directory {
    let path: String

    init() throws(SystemError) {
      var template = Array("/tmp/posd-listener-XXXXXX\0".utf8CString)
      guard mkdtemp(&template) != nil else { throw SystemError(errno: EIO, call: "mkdtemp") }
      path = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    var socket: String { path + "/posd.sock" }

    deinit {
      unlink(path + "/posd.sock")
      rmdir(path)
    }
  }

  @Test func `a peer comes with its credentials`() async throws {
    let directory = try Directory()
    let peers = Recorder<PeerCredentials>()
    let listener = try UnixListener(path: directory.socket) { _, peer in peers.record(peer) }
    let client = try UnixConnector.connect(path: directory.socket)
    let peer = try await peers.wait(count: 1)[0]
    #expect(peer.pid == getpid() && peer.uid == getuid() && peer.gid == getgid())
    #expect(peer.groups.count == Int(getgroups(0, nil)))
    listener.close()
    _ = client.raw
  }

  @Test func `the socket has exactly the mode that was asked for, and is gone after the close`() throws {
    let directory = try Directory()
    let listener = try UnixListener(path: directory.socket, mode: 0o662) { _, _ in }
    var status = stat()
    #expect(lstat(directory.socket, &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o662)
    listener.close()
    #expect(lstat(directory.socket, &status) == -1)
  }

  @Test func `a live socket is not stolen`() async throws {
    let directory = try Directory()
    let peers = Recorder<PeerCredentials>()
    let listener = try UnixListener(path: directory.socket) { _, peer in peers.record(peer) }
    #expect(throws: SystemError(errno: EADDRINUSE, call: "bind")) {
      try UnixListener(path: directory.socket) { _, _ in Issue.record("stolen") }
    }
    let client = try UnixConnector.connect(path: directory.socket)
    // The probe was a connection, too.
    try await peers.wait(count: 2)
    listener.close()
    _ = client.raw
  }

  @Test func `a socket that nobody listens on is replaced`() async throws {
    let directory = try Directory()
    let dead = OwnedDescriptor(try syscall("socket") { socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0) })
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: directory.socket.utf8) }
    _ = try syscall("bind") {
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(dead.raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
    }
    let peers = Recorder<PeerCredentials>()
    let listener = try UnixListener(path: directory.socket) { _, peer in peers.record(peer) }
    let client = try UnixConnector.connect(path: directory.socket)
    try await peers.wait(count: 1)
    listener.close()
    _ = client.raw
  }

  @Test func `a file that is no socket is left alone`() throws {
    let directory = try Directory()
    _ = OwnedDescriptor(try syscall("open") { open(directory.socket, O_CREAT | O_WRONLY, 0o600) })
    #expect(throws: SystemError(errno: EADDRINUSE, call: "bind")) {
      try UnixListener(path: directory.socket) { _, _ in }
    }
    #expect(access(directory.socket, F_OK) == 0)
  }

  @Test func `a path too long for a socket is an error`() throws {
    let path = "/tmp/" + String(repeating: "x", count: 200)
    #expect(throws: SystemError.self) { try UnixListener(path: path) { _, _ in } }
    #expect(throws: SystemError.self) { _ = try UnixConnector.connect(path: path) }
  }

  @Test func `a thousand connections come and go without a descriptor left`() async throws {
    let directory = try Directory()
    let ends = Recorder<StreamEnd>()
    let listener = try UnixListener(path: directory.socket) { connection, _ in
      do throws(SystemError) {
        let stream = try ByteStream(connection)
        stream.onBytes = { stream.write($0) }
        stream.onClose = { ends.record($0) }
      } catch {
        Issue.record(error)
      }
    }
    for number in 1...1000 {
      let client = try UnixConnector.connect(path: directory.socket)
      send(client.raw, [1])
      _ = consume client
      try await ends.wait(count: number)
    }
    #expect(ends.values.allSatisfy { $0 == .endOfStream || $0 == .failed(SystemError(errno: EPIPE, call: "write")) })
    // Other tests run meanwhile, so the numbers are not equal; a leak would be a thousand.
    #expect(openDescriptors() < 500)
    listener.close()
  }

  @Test func `a socket that is not there is an error`() {
    #expect(throws: SystemError(errno: ENOENT, call: "connect")) {
      _ = try UnixConnector.connect(path: "/nowhere/posd.sock")
    }
  }
}
