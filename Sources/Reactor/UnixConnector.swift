import Glibc

/// Connects to Unix sockets, which happens at once or not at all.
package enum UnixConnector {
  /// A non-blocking socket. Throws EAGAIN when the listener's backlog is full. From any thread.
  package static func connect(path: String) throws(SystemError) -> OwnedDescriptor {
    let address = try UnixAddress(path: path)
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = OwnedDescriptor(try syscall("socket") { socket(AF_UNIX, type, 0) })
    let raw = descriptor.raw
    _ = try syscall("connect") { address.withPointer { Glibc.connect(raw, $0, $1) } }
    return descriptor
  }
}
