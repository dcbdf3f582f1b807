import CLinux
import Glibc
import Reactor

/// A UDP socket to one port of one host; what comes from elsewhere does not come in.
@ReactorActor
final class DatagramPort {
  private let descriptor: SharedDescriptor
  private var watch: Watch?

  /// More than any answer of a printer's network card has.
  private static let longest = 2048

  /// `address` is one of the host with whatever port; throws when there is no socket to have.
  init(
    _ address: TCPResolution.Address, port: UInt16, _ received: @escaping @ReactorActor ([UInt8]) -> Void
  ) throws(SystemError) {
    let socket = OwnedDescriptor(
      try syscall("socket") {
        Glibc.socket(
          address.family, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
      })
    var address = address
    // sockaddr_in and sockaddr_in6 both have the port at offset 2, big-endian.
    if address.bytes.count >= 4 {
      address.bytes[2] = UInt8(port >> 8)
      address.bytes[3] = UInt8(port & 0xFF)
    }
    try TCPSocket.connect(socket.raw, to: address)
    let shared = SharedDescriptor(socket)
    descriptor = shared
    watch = try Reactor.shared.watch(shared.raw, .read) { _ in
      var buffer = [UInt8](repeating: 0, count: Self.longest)
      let count = recv(shared.raw, &buffer, buffer.count, 0)
      if count > 0 { received(Array(buffer.prefix(count))) }
    }
  }

  /// Nobody waits for it, and nobody is told when it is lost: that is what UDP is.
  func send(_ bytes: [UInt8]) {
    _ = Glibc.send(descriptor.raw, bytes, bytes.count, CInt(MSG_NOSIGNAL))
  }

  func close() {
    watch?.cancel()
    watch = nil
    SharedDescriptor.close(descriptor) {}
  }
}
