import Glibc

/// An address as bind(2) and connect(2) take it.
struct SocketAddress: Sendable {
  /// The bytes of a sockaddr.
  private let bytes: [UInt8]

  init(_ pointer: UnsafePointer<sockaddr>, length: socklen_t) {
    bytes = Array(UnsafeRawBufferPointer(start: pointer, count: Int(length)))
  }

  /// AF_INET or AF_INET6.
  var family: CInt {
    bytes.withUnsafeBytes { CInt($0.loadUnaligned(as: sa_family_t.self)) }
  }

  func withPointer<Value>(_ body: (UnsafePointer<sockaddr>?, socklen_t) -> Value) -> Value {
    bytes.withUnsafeBytes { body($0.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t($0.count)) }
  }

  /// The addresses of `host`. Without `numericOnly` it may wait for a name server: not on the reactor.
  static func resolve(_ host: String, port: Int, numericOnly: Bool) -> Result<[SocketAddress], SystemError> {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV | (numericOnly ? AI_NUMERICHOST : AI_ADDRCONFIG)
    var list: UnsafeMutablePointer<addrinfo>?
    let result = getaddrinfo(host, String(port), &hints, &list)
    defer { freeaddrinfo(list) }
    if result != 0 {
      // Resolution has error numbers of its own; their text says more than any errno.
      return .failure(
        SystemError(errno: EHOSTUNREACH, call: "getaddrinfo \(host), \(String(cString: gai_strerror(result)))"))
    }
    var addresses: [SocketAddress] = []
    var next = list
    while let entry = next {
      if let address = entry.pointee.ai_addr {
        addresses.append(SocketAddress(address, length: entry.pointee.ai_addrlen))
      }
      next = entry.pointee.ai_next
    }
    return .success(addresses)
  }
}
