import Glibc
import PosModel
import PosTesting
import Reactor
import Testing

@ReactorActor
struct ConnectTests {
  private func connect(
    _ host: String, _ port: Int, within: Duration = .seconds(10)
  ) async -> Result<ByteStream, SystemError> {
    await withCheckedContinuation { continuation in
      _ = TCPConnector(host: host, port: port, within: within) { result in
        do throws(SystemError) {
          continuation.resume(returning: .success(try ByteStream(result.get())))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
  }

  @Test(arguments: ["127.0.0.1", "localhost"])
  func `a connection carries bytes both ways`(host: String) async throws {
    let echoes = Recorder<UInt8>()
    let listener = try TCPListener { connection in
      do throws(SystemError) {
        let stream = try ByteStream(connection)
        stream.onBytes = { stream.write($0) }
      } catch {
        Issue.record(error)
      }
    }
    let stream = try await connect(host, listener.port).get()
    stream.onBytes = { span in span.indices.forEach { echoes.record(span[$0]) } }
    stream.write([1, 2, 3])
    #expect(try await echoes.wait(count: 3) == [1, 2, 3])
    stream.abort()
    listener.close()
  }

  @Test func `a closed port is refused`() async throws {
    let listener = try TCPListener { _ in }
    let port = listener.port
    listener.close()
    let result = await connect("127.0.0.1", port)
    #expect(throws: SystemError(errno: ECONNREFUSED, call: "connect")) { try result.get() }
  }

  @Test func `a host that does not answer ends with the deadline`() async throws {
    // Linux drops connection requests to a listener whose queue is full, as if nobody was there.
    let listening = OwnedDescriptor(try syscall("socket") { socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0) })
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = try syscall("bind") { bind(listening.raw, address, length) }
        _ = try syscall("getsockname") { getsockname(listening.raw, address, &length) }
      }
    }
    _ = try syscall("listen") { listen(listening.raw, 0) }
    let port = Int(UInt16(bigEndian: address.sin_port))
    var results: [Result<ByteStream, SystemError>] = []
    for _ in 0..<3 { results.append(await connect("127.0.0.1", port, within: .milliseconds(200))) }
    #expect(throws: SystemError(errno: ETIMEDOUT, call: "connect")) { try results.last?.get() }
    for case .success(let stream) in results { stream.abort() }
  }

  @Test func `a name that does not exist is an error`() async throws {
    let result = await connect("printer.invalid", 9100)
    #expect(throws: SystemError.self) { try result.get() }
  }

  @Test func `keep-alive and the user timeout are set`() throws {
    let options = TCPOptions(
      keepAlive: .init(idle: .milliseconds(1500), interval: .zero, count: 0), userTimeout: .seconds(7))
    let descriptor = OwnedDescriptor(try syscall("socket") { socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0) })
    try options.apply(to: descriptor.raw)
    func option(_ number: CInt) throws -> CInt {
      var value: CInt = -1
      var length = socklen_t(4)
      _ = try syscall("getsockopt") { getsockopt(descriptor.raw, CInt(IPPROTO_TCP), number, &value, &length) }
      return value
    }
    #expect(try option(TCP_NODELAY) == 1)
    #expect(try option(TCP_KEEPIDLE) == 2)
    #expect(try option(TCP_KEEPINTVL) == 1)
    #expect(try option(TCP_KEEPCNT) == 1)
    #expect(try option(TCP_USER_TIMEOUT) == 7000)
  }
}
