import Glibc
import PosTesting
import Reactor
import Testing

@ReactorActor
struct SerialLineTests {
  private func openSlave(_ pty: PseudoTerminal) throws -> OwnedDescriptor {
    OwnedDescriptor(try syscall("open") { open(pty.path, O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK) })
  }

  @Test func `every byte passes a pty both ways as it is, without an echo`() async throws {
    let pty = try PseudoTerminal()
    let host = try ByteStream(openSlave(pty))
    let all = (0...255).map { UInt8($0) }
    let atHost = Recorder<UInt8>()
    let atDevice = Recorder<UInt8>()
    host.onBytes = { span in span.indices.forEach { atHost.record(span[$0]) } }
    pty.stream.onBytes = { span in span.indices.forEach { atDevice.record(span[$0]) } }
    pty.stream.write(all)
    #expect(try await atHost.wait(count: 256) == all)
    #expect(atDevice.values.isEmpty)
    host.write(all)
    #expect(try await atDevice.wait(count: 256) == all)
    #expect(atHost.values == all)
    host.abort()
    pty.hangUp()
  }

  @Test(arguments: [300, 9600, 19200, 115_200, 123_456, 1_000_000])
  func `any baud rate is set`(baud: Int) throws {
    let pty = try PseudoTerminal()
    let slave = try openSlave(pty)
    try SerialLine(baud: baud, dataBits: 7, parity: .even, stopBits: 2, flow: .hardware).configure(slave.raw)
    #expect(try SerialLine.baud(of: slave.raw) == baud)
    pty.hangUp()
  }

  @Test(arguments: [
    SerialLine(baud: 0), SerialLine(baud: -5), SerialLine(dataBits: 9), SerialLine(dataBits: -1),
    SerialLine(stopBits: 3),
  ])
  func `settings out of range are refused`(line: SerialLine) throws {
    let pty = try PseudoTerminal()
    let slave = try openSlave(pty)
    #expect(throws: SystemError(errno: EINVAL, call: "ioctl TCSETS2")) { try line.configure(slave.raw) }
    pty.hangUp()
  }

  @Test func `a flush discards what was not read`() async throws {
    let pty = try PseudoTerminal()
    let slave = try openSlave(pty)
    pty.stream.write(Array("old".utf8))
    try await eventually("arrival") { try pendingInput(slave.raw) == 3 }
    try SerialLine.flush(slave.raw, input: true, output: false)
    #expect(try pendingInput(slave.raw) == 0)
    #expect(try SerialLine.unsentBytes(slave.raw) == 0)
    pty.hangUp()
  }

  @Test func `users of a pty come and go without a hang-up, until the plug is pulled`() async throws {
    let pty = try PseudoTerminal()
    let ends = Recorder<StreamEnd>()
    let bytes = Recorder<UInt8>()
    pty.stream.onBytes = { span in span.indices.forEach { bytes.record(span[$0]) } }
    pty.stream.onClose = { ends.record($0) }
    for number in 1...3 {
      let slave = try openSlave(pty)
      send(slave.raw, [UInt8(number)])
      try await bytes.wait(count: number)
    }
    #expect(ends.values.isEmpty)
    let host = try ByteStream(openSlave(pty))
    host.onBytes = { _ in }
    host.onClose = { ends.record($0) }
    pty.hangUp()
    #expect(try await ends.wait(count: 1) == [.endOfStream])
  }

  @Test func `a descriptor that is no tty says so`() throws {
    let pair = try SocketPair()
    #expect(throws: SystemError(errno: ENOTTY, call: "ioctl TCSETS2")) { try SerialLine().configure(pair.left.raw) }
  }

  private func pendingInput(_ descriptor: CInt) throws -> Int {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if try syscall("poll", { poll(&ready, 1, 0) }) == 0 { return 0 }
    var count: CInt = 0
    _ = try syscall("ioctl FIONREAD") { ioctl(descriptor, UInt(FIONREAD), &count) }
    return Int(count)
  }
}
