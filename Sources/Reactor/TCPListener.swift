import Glibc

/// A listening TCP socket; for simulated devices and tests, so on the loopback unless told otherwise.
@ReactorActor
package final class TCPListener {
  /// The port that it really has.
  package nonisolated let port: Int
  private let acceptor: Acceptor

  /// `host` is a number; port 0 takes any that is free.
  package init(
    host: String = "127.0.0.1", port: Int = 0, backlog: CInt = 128,
    _ accepted: @escaping @ReactorActor (consuming OwnedDescriptor) -> Void
  ) throws(SystemError) {
    guard let address = try SocketAddress.resolve(host, port: port, numericOnly: true).get().first else {
      throw SystemError(errno: EADDRNOTAVAIL, call: "bind")
    }
    let descriptor = OwnedDescriptor(
      try syscall("socket") { socket(address.family, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) })
    let raw = descriptor.raw
    var on: CInt = 1
    _ = try syscall("setsockopt") {
      setsockopt(raw, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<CInt>.size))
    }
    _ = try syscall("bind") { address.withPointer { bind(raw, $0, $1) } }
    _ = try syscall("listen") { listen(raw, backlog) }
    self.port = try Self.port(of: raw)
    acceptor = try Acceptor(descriptor, accepted)
  }

  package func close() {
    acceptor.close()
  }

  private static func port(of descriptor: CInt) throws(SystemError) -> Int {
    var storage = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    _ = try syscall("getsockname") {
      withUnsafeMutablePointer(to: &storage) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
      }
    }
    // sin_port and sin6_port are in the same place (netinet/in.h).
    return Int(UInt16(bigEndian: storage.sin6_port))
  }
}
