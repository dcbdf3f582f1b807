import Glibc
import Reactor

/// A TCP socket that listens on 127.0.0.1 only.
struct LoopbackSocket: ~Copyable {
  let descriptor: OwnedDescriptor
  let port: Int

  /// Port 0 takes a free one. Throws EADDRINUSE when the port is taken.
  init(port: Int) throws(SystemError) {
    let socket = OwnedDescriptor(
      try syscall("socket") {
        Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      })
    let raw = socket.raw
    var yes: CInt = 1
    _ = try syscall("setsockopt") {
      setsockopt(raw, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = try syscall("bind") { Self.withSockaddr(&address) { bind(raw, $0, length) } }
    _ = try syscall("listen") { Glibc.listen(raw, 8) }
    _ = try syscall("getsockname") { Self.withSockaddr(&address) { getsockname(raw, $0, &length) } }
    descriptor = socket
    self.port = Int(UInt16(bigEndian: address.sin_port))
  }

  private static func withSockaddr(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> CInt
  ) -> CInt {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
    }
  }
}
