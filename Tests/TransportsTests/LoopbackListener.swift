import Glibc
import Reactor

/// A listening socket on 127.0.0.1 and what a printer at its end would do.
struct LoopbackListener: ~Copyable {
  private let listener: OwnedDescriptor
  let port: Int

  /// `receiveBuffer`: what a connection takes that nobody reads, roughly; 0 leaves it to the kernel.
  init(receiveBuffer: CInt = 0) throws(SystemError) {
    let socket = OwnedDescriptor(
      try syscall("socket") { Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0) })
    if receiveBuffer > 0 {
      var size = receiveBuffer
      _ = try syscall("setsockopt") {
        setsockopt(socket.raw, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size))
      }
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = try syscall("bind") {
      withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket.raw, $0, length) }
      }
    }
    _ = try syscall("listen") { listen(socket.raw, 8) }
    _ = try syscall("getsockname") {
      withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket.raw, $0, &length) }
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    listener = socket
  }

  /// The next connection, which must be there already; it does not block.
  func accept() throws(SystemError) -> OwnedDescriptor {
    let peer = OwnedDescriptor(try syscall("accept") { Glibc.accept(listener.raw, nil, nil) })
    try peer.setNonBlocking()
    return peer
  }
}

/// What the peer has got so far; nil at the end of the stream.
func receive(_ descriptor: CInt) -> [UInt8]? {
  var buffer = [UInt8](repeating: 0, count: 256 * 1024)
  let count = read(descriptor, &buffer, buffer.count)
  return count == 0 ? nil : Array(buffer.prefix(max(0, count)))
}
