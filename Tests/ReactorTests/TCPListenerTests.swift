import Glibc
import PosTesting
import Reactor
import Testing

@ReactorActor
struct TCPListenerTests {
  private func connect(_ port: Int) throws -> OwnedDescriptor {
    let descriptor = OwnedDescriptor(try syscall("socket") { socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0) })
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let raw = descriptor.raw
    _ = try syscall("connect") {
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Glibc.connect(raw, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    return descriptor
  }

  @Test func `a connection carries bytes both ways`() async throws {
    let listener = try TCPListener()
    try listener.accept { connection in
      do throws(SystemError) {
        let stream = try ByteStream(connection)
        stream.onBytes = { stream.write($0) }
      } catch {
        Issue.record(error)
      }
    }
    let client = try ByteStream(connect(listener.port))
    let echoes = Recorder<UInt8>()
    client.onBytes = { span in span.indices.forEach { echoes.record(span[$0]) } }
    client.write([1, 2, 3])
    #expect(try await echoes.wait(count: 3) == [1, 2, 3])
    client.abort()
    listener.close()
  }

  @Test func `a taken port is an error, and a closed one is free again and refuses`() throws {
    let listener = try TCPListener()
    try listener.accept { _ in }
    let port = listener.port
    #expect(throws: SystemError(errno: EADDRINUSE, call: "bind")) { try TCPListener(port: port) }
    listener.close()
    listener.close()
    #expect(throws: SystemError(errno: ECONNREFUSED, call: "connect")) { _ = try connect(port) }
  }
}
