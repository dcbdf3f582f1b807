import Glibc
import PosModel
import PosTesting
import Reactor
import Testing
import Transports

@ReactorActor
struct BurstTransportTests {
  private func link(_ port: Int) throws -> LinkLog {
    LinkLog(BurstTransport(try TCPTransport(host: "127.0.0.1", port: port), linger: .milliseconds(50)))
  }

  private func accept(_ listener: borrowing LoopbackListener) async throws -> CInt {
    var connection: CInt = -1
    for _ in 0..<1000 where connection < 0 {
      do {
        let peer = try listener.accept()
        // Held until it was doubled.
        defer { _ = peer.raw }
        connection = dup(peer.raw)
      } catch {
        try await Reactor.shared.sleep(for: .milliseconds(10))
      }
    }
    return connection
  }

  @Test func `a connection on which nothing moves is given up, and the link stays up`() async throws {
    let listener = try LoopbackListener()
    let link = try link(listener.port)
    try await link.opened()
    let first = try await accept(listener)
    try await eventually("the peer sees the end") { receive(first) == nil }
    Glibc.close(first)
    try await Reactor.shared.sleep(for: .milliseconds(50))
    #expect(!link.events.values.contains { $0.closeReason != nil })
    link.send(1, [0x41])
    let second = try await accept(listener)
    #expect(try await link.sent(1) == .sent(LinkToken(1), transferred: 1, .complete))
    var got: [UInt8] = []
    try await eventually("the byte arrives") {
      got += receive(second) ?? []
      return got == [0x41]
    }
    Glibc.close(second)
    link.transport.close()
    #expect(try await link.closed() == .requested)
  }

  @Test func `a held connection stays although nothing moves, and its loss is told`() async throws {
    let listener = try LoopbackListener()
    let link = try link(listener.port)
    try await link.opened()
    link.transport.perform(.hold(true))
    let peer = try await accept(listener)
    try await Reactor.shared.sleep(for: .milliseconds(300))
    let stillOpen = receive(peer) != nil
    #expect(stillOpen)
    Glibc.close(peer)
    #expect(try await link.closed() == .disconnected)
  }

  @Test func `a printer that refuses the next burst ends the link with the reason`() async throws {
    let link: LinkLog
    do {
      let listener = try LoopbackListener()
      link = try self.link(listener.port)
      try await link.opened()
      let peer = try await accept(listener)
      try await eventually("the peer sees the end") { receive(peer) == nil }
      Glibc.close(peer)
      try await Reactor.shared.sleep(for: .milliseconds(100))
    }
    link.send(1, [0x41])
    #expect(try await link.closed()?.error?.code == .busy)
    #expect(link.events.values.contains(.sent(LinkToken(1), transferred: 0, .disconnected)))
  }
}
