import CLinux
import Glibc
import Reactor

/// The socket calls of a connection to a printer.
enum TCPSocket {
  /// A non-blocking socket that is connecting; a dead peer is noticed within about 19 s idle and 8 s sending.
  static func connecting(to address: TCPResolution.Address) throws(SystemError) -> SharedDescriptor {
    let descriptor = OwnedDescriptor(
      try syscall("socket") {
        socket(address.family, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
      })
    for (level, name, value) in options {
      var value = value
      _ = try syscall("setsockopt") {
        setsockopt(descriptor.raw, level, name, &value, socklen_t(MemoryLayout<CInt>.size))
      }
    }
    do throws(SystemError) {
      try connect(descriptor.raw, to: address)
    } catch {
      if error.errno != EINPROGRESS { throw error }
    }
    return SharedDescriptor(descriptor)
  }

  static func connect(_ descriptor: CInt, to address: TCPResolution.Address) throws(SystemError) {
    _ = try syscall("connect") {
      address.bytes.withUnsafeBytes { raw in
        // sockaddr_storage is what the resolver aligned it for.
        withUnsafeTemporaryAllocation(
          byteCount: MemoryLayout<sockaddr_storage>.size, alignment: MemoryLayout<sockaddr_storage>.alignment
        ) { storage in
          storage.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw.prefix(storage.count)))
          return Glibc.connect(
            descriptor, storage.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
        }
      }
    }
  }

  /// How the connecting ended: throws its error.
  static func check(_ descriptor: CInt) throws(SystemError) {
    var number: CInt = 0
    var length = socklen_t(MemoryLayout<CInt>.size)
    _ = try syscall("getsockopt") { getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length) }
    if number != 0 { throw SystemError(errno: number, call: "connect") }
  }

  private static let options: [(level: CInt, name: CInt, value: CInt)] = [
    (CInt(IPPROTO_TCP), CInt(TCP_NODELAY), 1),
    (SOL_SOCKET, SO_KEEPALIVE, 1),
    (CInt(IPPROTO_TCP), CInt(TCP_KEEPIDLE), 10),
    (CInt(IPPROTO_TCP), CInt(TCP_KEEPINTVL), 3),
    (CInt(IPPROTO_TCP), CInt(TCP_KEEPCNT), 3),
    // The kernel takes nothing while it holds a byte that it has not sent: what waits for a printer waits here, where a
    // drawer kick can still pass it and be taken back. The bound of what is not acknowledged is no smaller than this,
    // because a peer that delays its acknowledgements would stop the stream for 40 ms at a time.
    (CInt(IPPROTO_TCP), CInt(TCP_NOTSENT_LOWAT), 1),
    (SOL_SOCKET, SO_SNDBUF, 64 << 10),
  ]
}
