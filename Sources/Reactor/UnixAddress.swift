import CLinux
import Glibc

/// The address of a Unix socket in the file system.
struct UnixAddress {
  private var address = sockaddr_un()
  private let length: socklen_t

  /// Throws ENAMETOOLONG above 107 bytes.
  init(path: String) throws(SystemError) {
    length = posd_unix_address(&address, path)
    if length == 0 { throw SystemError(errno: ENAMETOOLONG, call: "sockaddr_un") }
  }

  /// The address in the form that bind(2) and connect(2) take.
  func withPointer<Value>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}
