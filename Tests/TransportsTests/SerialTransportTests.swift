import Glibc
import PosModel
import PosTesting
import Reactor
import Testing
import Transports

@ReactorActor
struct SerialTransportTests {
  @Test func `bytes go both ways, raw`() async throws {
    let pty = try Pty()
    let link = LinkLog(SerialTransport(SerialAddress(path: pty.path)))
    try await link.opened()
    // CR, XOFF, ^C and 0xFF: a line discipline would change or swallow each of them.
    let bytes: [UInt8] = [0x0D, 0x13, 0x03, 0xFF, 0x41]
    pty.write(bytes)
    try await link.events.wait(for: "input") { _ in link.received.count >= bytes.count }
    #expect(link.received == bytes)

    link.send(1, [0x1B, 0x40, 0x0A])
    #expect(try await link.sent(1) == .sent(LinkToken(1), transferred: 3, .complete))
    #expect(pty.read() == [0x1B, 0x40, 0x0A])
    link.transport.close()
    #expect(try await link.closed() == .requested)
  }

  @Test func `an unplugged line answers its sends and then closes`() async throws {
    let link: LinkLog
    do {
      let pty = try Pty()
      link = LinkLog(SerialTransport(SerialAddress(path: pty.path)))
      try await link.opened()
      link.send(1, [UInt8](repeating: 0x55, count: 1 << 20))
    }
    #expect(try await link.closed() == .disconnected)
    guard case .sent(LinkToken(1), let transferred, .disconnected)? = link.events.values.dropLast().last else {
      Issue.record("no answer right before the close: \(link.events.values.count) events")
      return
    }
    #expect(transferred < 1 << 20)
  }

  @Test func `a send that is longer than the line's buffer goes on as the device reads`() async throws {
    let pty = try Pty()
    let link = LinkLog(SerialTransport(SerialAddress(path: pty.path)))
    try await link.opened()
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    link.send(1, bytes, stallTimeout: .seconds(10))
    link.send(2, [0xAA])
    var got: [UInt8] = []
    try await eventually("everything is read") {
      got += pty.read()
      return got.count >= bytes.count + 1
    }
    #expect(got == bytes + [0xAA])
    #expect(try await link.sent(2) == .sent(LinkToken(2), transferred: 1, .complete))
    link.transport.close()
    _ = try await link.closed()
  }

  @Test func `a send times out when the device takes nothing, and takes back the next one`() async throws {
    let pty = try Pty()
    let link = LinkLog(SerialTransport(SerialAddress(path: pty.path)))
    try await link.opened()
    link.send(1, [UInt8](repeating: 0x20, count: 1 << 20), stallTimeout: .milliseconds(50))
    link.send(2, [0x21])
    guard case .sent(_, let transferred, .timedOut)? = try await link.sent(1) else {
      Issue.record("not timed out")
      return
    }
    #expect(transferred > 0 && transferred < 1 << 20)
    #expect(try await link.sent(2) == .sent(LinkToken(2), transferred: 0, .cancelled))
    link.transport.close()
    _ = try await link.closed()
    #expect(!pty.path.isEmpty)
  }

  @Test func `sends that wait can be taken back`() async throws {
    let pty = try Pty()
    let link = LinkLog(SerialTransport(SerialAddress(path: pty.path)))
    try await link.opened()
    link.send(1, [UInt8](repeating: 0x20, count: 1 << 20))
    link.send(2, [0x21])
    link.transport.perform(.cancelSends)
    guard case .sent(_, _, .cancelled)? = try await link.sent(1) else {
      Issue.record("not cancelled")
      return
    }
    #expect(try await link.sent(2) == .sent(LinkToken(2), transferred: 0, .cancelled))
    link.transport.close()
    #expect(try await link.closed() == .requested)
    #expect(!pty.path.isEmpty)
  }

  @Test func `a line has one owner, and the second hears that it is busy`() async throws {
    let pty = try Pty()
    let first = LinkLog(SerialTransport(SerialAddress(path: pty.path)))
    try await first.opened()
    let second = LinkLog(SerialTransport(SerialAddress(path: pty.path)))
    second.open()
    #expect(try await second.closed()?.error?.code == .busy)
    first.transport.close()
    _ = try await first.closed()
    // Given back, it opens.
    let third = LinkLog(SerialTransport(SerialAddress(path: pty.path)))
    try await third.opened()
    third.transport.close()
    _ = try await third.closed()
  }

  @Test func `a closed transport opens again with the next epoch, and answers sends between`() async throws {
    let pty = try Pty()
    let link = LinkLog(SerialTransport(SerialAddress(path: pty.path)))
    try await link.opened()
    link.transport.close()
    _ = try await link.closed()
    link.send(9, [1])
    #expect(try await link.sent(9) == .sent(LinkToken(9), transferred: 0, .disconnected))
    link.open()
    try await link.events.wait(for: "second opening") { $0.filter { $0.isOpened }.count == 2 }
    #expect(link.events.values.last == .opened(LinkDescription(epoch: 2)))
    link.transport.close()
    try await link.events.wait(for: "second close") { $0.filter { $0.closeReason != nil }.count == 2 }
    #expect(!pty.path.isEmpty)
  }

  @Test(arguments: [
    (SerialAddress(path: "/dev/no-such-tty"), PosError.Code.noHardware),
    (SerialAddress(path: "/dev/null"), .illegal),
  ])
  func `what cannot be opened says why and what to do`(address: SerialAddress, code: PosError.Code) async throws {
    let link = LinkLog(SerialTransport(address))
    link.open()
    let error = try await link.closed()?.error
    #expect(error?.code == code)
    #expect(error?.remedy != nil)
  }

  @Test func `settings that there are not are refused`() async throws {
    let pty = try Pty()
    let link = LinkLog(SerialTransport(SerialAddress(path: pty.path, dataBits: 9)))
    link.open()
    #expect(try await link.closed()?.error?.code == .illegal)
    #expect(!pty.path.isEmpty)
  }

  @Test func `a close while opening wins`() async throws {
    let pty = try Pty()
    let link = LinkLog(SerialTransport(SerialAddress(path: pty.path)))
    link.open()
    link.transport.close()
    #expect(try await link.closed() == .requested)
    #expect(!link.events.values.contains { $0.isOpened })
    #expect(!pty.path.isEmpty)
  }
}
