import CLinux
import Glibc
import PosModel

/// The addresses of a host, as connect(2) takes them.
struct TCPResolution: Sendable {
  struct Address: Sendable {
    var family: CInt
    /// A `sockaddr` of that family.
    var bytes: [UInt8]
  }

  /// At most eight, in the resolver's order. It asks name servers, so it runs on a worker.
  static func addresses(of host: String, port: Int) throws(PosError) -> [Address] {
    var hints = addrinfo()
    hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV
    // An address needs no name server, and no configured interface of its family.
    if isNumeric(host) { hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV }
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0 else {
      throw PosError(
        .offline, "the name \(host) has no address",
        remedy: "check the name and the name server, or give the device's IP address",
        cause: String(cString: gai_strerror(code)))
    }
    defer { freeaddrinfo(list) }
    var addresses: [Address] = []
    var next = list
    while let entry = next, addresses.count < 8 {
      if let address = entry.pointee.ai_addr {
        let bytes = UnsafeRawBufferPointer(start: address, count: Int(entry.pointee.ai_addrlen))
        addresses.append(Address(family: entry.pointee.ai_family, bytes: Array(bytes)))
      }
      next = entry.pointee.ai_next
    }
    return addresses
  }

  private static func isNumeric(_ host: String) -> Bool {
    var buffer = in6_addr()
    return inet_pton(AF_INET, host, &buffer) == 1 || inet_pton(AF_INET6, host, &buffer) == 1
  }
}
