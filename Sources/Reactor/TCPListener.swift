import Glibc

/// A TCP socket that listens on 127.0.0.1 only: for simulated devices and tests.
@ReactorActor
package final class TCPListener {
  /// The port that it really has.
  package nonisolated let port: Int
  private var socket: OwnedDescriptor?
  private var acceptor: Acceptor?

  /// Port 0 takes any that is free. Throws EADDRINUSE when the port is taken.
  package init(port: Int = 0) throws(SystemError) {
    let socket = OwnedDescriptor(
      try syscall("socket") { Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) })
    let raw = socket.raw
    var on: CInt = 1
    _ = try syscall("setsockopt") { setsockopt(raw, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<CInt>.size)) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(clamping: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = try syscall("bind") { Self.withPointer(&address) { bind(raw, $0, length) } }
    _ = try syscall("listen") { listen(raw, 16) }
    _ = try syscall("getsockname") { Self.withPointer(&address) { getsockname(raw, $0, &length) } }
    self.port = Int(UInt16(bigEndian: address.sin_port))
    self.socket = consume socket
  }

  /// Gives each connection, non-blocking, to `accepted`; once.
  package func accept(_ accepted: @escaping @ReactorActor (consuming OwnedDescriptor) -> Void) throws(SystemError) {
    if let socket = socket.take() { acceptor = try Acceptor(socket, accepted) }
  }

  /// Idempotent.
  package func close() {
    acceptor?.close()
    socket = nil
  }

  private static func withPointer(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> CInt
  ) -> CInt {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
    }
  }
}
