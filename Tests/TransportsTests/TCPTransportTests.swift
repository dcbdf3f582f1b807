import CLinux
import Glibc
import PosModel
import PosTesting
import Reactor
import Testing
import Transports

@ReactorActor
struct TCPTransportTests {
  @Test func `bytes go both ways`() async throws {
    let listener = try LoopbackListener()
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    let peer = try listener.accept()
    link.send(1, [0x10, 0x04, 0x01])
    #expect(try await link.sent(1) == .sent(LinkToken(1), transferred: 3, .complete))
    var got: [UInt8] = []
    try await eventually("the request arrives") {
      got += receive(peer.raw) ?? []
      return got.count == 3
    }
    #expect(got == [0x10, 0x04, 0x01])
    _ = write(peer.raw, [0x16], 1)
    try await link.events.wait(for: "the answer") { $0.contains(.received([0x16])) }
  }

  @Test func `sending nothing tells when the peer's system has all that was sent`() async throws {
    let listener = try LoopbackListener(receiveBuffer: 2048)
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    let peer = try listener.accept()
    link.send(1, [UInt8](repeating: 0x41, count: 1_000_000))
    // The kernel takes what the peer has room for, and a little more.
    try await Reactor.shared.sleep(for: .milliseconds(100))
    link.transport.perform(.cancelSends)
    guard case .sent(_, let taken, .cancelled)? = try await link.sent(1) else {
      Issue.record("the peer has taken everything")
      return
    }
    link.send(2, [], stallTimeout: .milliseconds(100))
    #expect(try await link.sent(2) == .sent(LinkToken(2), transferred: 0, .timedOut))
    link.send(3, [])
    var count = 0
    try await eventually("everything arrives") {
      count += receive(peer.raw)?.count ?? 0
      return count == taken
    }
    #expect(try await link.sent(3) == .sent(LinkToken(3), transferred: 0, .complete))
    link.send(4, [])
    link.transport.close()
    _ = try await link.sent(4)
  }

  @Test func `a name is resolved`() async throws {
    let listener = try LoopbackListener()
    let link = LinkLog(try TCPTransport(host: "localhost", port: listener.port))
    try await link.opened()
    link.transport.close()
    _ = try listener.accept()
    #expect(try await link.closed() == .requested)
  }

  @Test func `a refused connection says that the printer is busy`() async throws {
    let port: Int
    do {
      let listener = try LoopbackListener()
      port = listener.port
    }
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: port))
    link.open()
    let error = try await link.closed()?.error
    #expect(error?.code == .busy)
    #expect(error?.cause == "ECONNREFUSED")
    #expect(error?.remedy != nil)
  }

  @Test(arguments: [0, -1, 65536]) func `a port that cannot be is refused at once`(port: Int) {
    #expect(throws: PosError.self) { try TCPTransport(host: "127.0.0.1", port: port) }
  }

  @Test func `a connection that the peer resets is disconnected, after its sends`() async throws {
    let listener = try LoopbackListener()
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    link.send(1, [UInt8](repeating: 0, count: 16 << 20))
    do {
      let peer = try listener.accept()
      var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
      setsockopt(peer.raw, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }
    #expect(try await link.closed() == .disconnected)
    guard case .sent(LinkToken(1), _, .disconnected)? = link.events.values.dropLast().last else {
      Issue.record("no answer right before the close")
      return
    }
  }

  @Test func `a peer that is gone is noticed by probes: keepalive is set`() async throws {
    let listener = try LoopbackListener()
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    // Held to the end: a peer that has closed takes the address of our socket with it.
    let peer = try listener.accept()
    defer { _ = peer.raw }
    let ours = openSockets().first { peerPort($0) == listener.port }
    let socket = try #require(ours)
    #expect(option(socket, SOL_SOCKET, SO_KEEPALIVE) == 1)
    #expect(option(socket, CInt(IPPROTO_TCP), CInt(TCP_KEEPIDLE)) == 10)
    #expect(option(socket, CInt(IPPROTO_TCP), CInt(TCP_KEEPINTVL)) == 3)
    #expect(option(socket, CInt(IPPROTO_TCP), CInt(TCP_KEEPCNT)) == 3)
    // It would end the connection to a printer that has no paper, and takes nothing.
    #expect(option(socket, CInt(IPPROTO_TCP), CInt(TCP_USER_TIMEOUT)) == 0)
    #expect(option(socket, CInt(IPPROTO_TCP), CInt(TCP_NODELAY)) == 1)
    link.transport.close()
    _ = try await link.closed()
  }

  @Test func `a slow reader slows the send down and gets every byte once`() async throws {
    let listener = try LoopbackListener()
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    let peer = try listener.accept()
    // Doubled and not mapped: a long computation would hold up every other test on the reactor.
    var bytes = (0..<251).map { UInt8($0) }
    while bytes.count < 6_000_000 { bytes += bytes }
    link.send(1, bytes, stallTimeout: .seconds(30))
    var got: [UInt8] = []
    try await eventually("everything is read", within: .seconds(60)) {
      got += receive(peer.raw) ?? []
      return got.count >= bytes.count
    }
    #expect(got == bytes)
    #expect(try await link.sent(1) == .sent(LinkToken(1), transferred: bytes.count, .complete))
  }

  @Test func `a printer that takes nothing for long but is there keeps its connection`() async throws {
    let listener = try LoopbackListener(receiveBuffer: 4096)
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    let peer = try listener.accept()
    let bytes = [UInt8](repeating: 7, count: 8 << 20)
    link.send(1, bytes, stallTimeout: .seconds(120))
    // Longer than a peer that leaves probes unanswered is given.
    try await Reactor.shared.sleep(for: .seconds(11))
    var got = 0
    try await eventually("everything is read", within: .seconds(60)) {
      got += receive(peer.raw)?.count ?? 0
      return got == bytes.count
    }
    #expect(try await link.sent(1) == .sent(LinkToken(1), transferred: bytes.count, .complete))
    link.transport.close()
    _ = try await link.closed()
  }

  @Test func `a send times out when the peer reads nothing`() async throws {
    let listener = try LoopbackListener()
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    let peer = try listener.accept()
    link.send(1, [UInt8](repeating: 7, count: 24 << 20), stallTimeout: .milliseconds(100))
    guard case .sent(_, let transferred, .timedOut)? = try await link.sent(1) else {
      Issue.record("not timed out")
      return
    }
    #expect(transferred < 24 << 20)
    #expect(peer.raw >= 0)
    link.transport.close()
    _ = try await link.closed()
  }

  @Test func `what the peer has no room for waits here, where a kick can pass it`() async throws {
    let listener = try LoopbackListener()
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    let peer = try listener.accept()
    // Pieces of the size in which receipts are sent, each after the one before.
    let piece = 4096
    var taken = 0
    for token in UInt32(1)... {
      link.send(token, [UInt8](repeating: 7, count: piece), stallTimeout: .milliseconds(300))
      guard case .sent(_, let count, let outcome)? = try await link.sent(token) else { return }
      taken += count
      if outcome != .complete { break }
    }
    var arrived: CInt = 0
    #expect(ioctl(peer.raw, UInt(FIONREAD), &arrived) == 0)
    #expect(taken - Int(arrived) <= 2 * piece)
    link.transport.close()
    _ = try await link.closed()
  }

  @Test func `a datagram goes to the same host and its answer comes back`() async throws {
    let udp = OwnedDescriptor(try syscall("socket") { socket(AF_INET, CInt(SOCK_DGRAM.rawValue), 0) })
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(udp.raw, $0, length)
        _ = getsockname(udp.raw, $0, &length)
      }
    }
    let port = UInt16(bigEndian: address.sin_port)
    let listener = try LoopbackListener()
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    let peer = try listener.accept()
    defer { _ = peer.raw }
    link.transport.perform(.datagram(Array("EPSONQ".utf8), port: port))
    var asked = [UInt8](repeating: 0, count: 64)
    var count = 0
    try await eventually("the datagram arrives") {
      count = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          recvfrom(udp.raw, &asked, asked.count, CInt(MSG_DONTWAIT), $0, &length)
        }
      }
      return count > 0
    }
    #expect(Array(asked.prefix(count)) == Array("EPSONQ".utf8))
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = sendto(udp.raw, [0x71], 1, 0, $0, length)
      }
    }
    try await link.events.wait(for: "the answer") { $0.contains(.datagram([0x71], port: port)) }
    link.transport.close()
    _ = try await link.closed()
  }

  @Test func `a close says so to the peer, waits for its end and sends no reset`() async throws {
    let listener = try LoopbackListener()
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    let peer = try listener.accept()
    link.send(1, [1, 2, 3])
    _ = try await link.sent(1)
    link.transport.close()
    // Input that nobody takes any more would turn the close into a reset.
    _ = write(peer.raw, [0x16], 1)
    var got: [UInt8] = []
    var ended = false
    try await eventually("the peer sees the end") {
      if let bytes = receive(peer.raw) { got += bytes } else { ended = true }
      return ended
    }
    #expect(got == [1, 2, 3])
    #expect(!link.events.values.contains { $0.closeReason != nil })
    _ = shutdown(peer.raw, CInt(SHUT_WR))
    #expect(try await link.closed() == .requested)
    #expect(option(peer.raw, SOL_SOCKET, SO_ERROR) == 0)
  }

  @Test func `a peer that never ends its side holds a close up for two seconds at most`() async throws {
    let listener = try LoopbackListener()
    let link = LinkLog(try TCPTransport(host: "127.0.0.1", port: listener.port))
    try await link.opened()
    let peer = try listener.accept()
    link.transport.close()
    try await link.events.wait(for: "closed", within: .seconds(20)) { $0.last?.closeReason == .requested }
    #expect(peer.raw >= 0)
  }

  private func openSockets() -> [CInt] {
    (0..<1024).filter { option($0, SOL_SOCKET, SO_TYPE) == CInt(SOCK_STREAM.rawValue) }
  }

  private func peerPort(_ socket: CInt) -> Int? {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(socket, $0, &length) }
    }
    return result == 0 ? Int(UInt16(bigEndian: address.sin_port)) : nil
  }

  private func option(_ socket: CInt, _ level: CInt, _ name: CInt) -> CInt? {
    var value: CInt = 0
    var length = socklen_t(MemoryLayout<CInt>.size)
    return getsockopt(socket, level, name, &value, &length) == 0 ? value : nil
  }
}
