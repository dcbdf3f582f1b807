import Glibc
import PosModel
import PosTesting
import Reactor
import Testing

@ReactorActor
struct ByteStreamTests {
  /// A stream whose peer is a plain descriptor, and what the stream reported.
  @ReactorActor
  final class Setup {
    let stream: ByteStream
    let peer: OwnedDescriptor
    let bytes = Recorder<UInt8>()
    let ends = Recorder<StreamEnd>()

    init(queueLimit: Int = 1 << 20) throws {
      var pair = [CInt](repeating: 0, count: 2)
      _ = try syscall("socketpair") { socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &pair) }
      peer = OwnedDescriptor(pair[1])
      stream = try ByteStream(OwnedDescriptor(pair[0]), queueLimit: queueLimit)
      stream.onBytes = { [bytes] span in
        for index in span.indices { bytes.record(span[index]) }
      }
      stream.onClose = { [ends] in ends.record($0) }
    }
  }

  @Test func `bytes come in and the peer's close ends the stream`() async throws {
    let setup = try Setup()
    send(setup.peer.raw, Array("hello".utf8))
    try await setup.bytes.wait(count: 5)
    #expect(setup.bytes.values == Array("hello".utf8))
    _ = shutdown(setup.peer.raw, CInt(SHUT_RDWR))
    #expect(try await setup.ends.wait(count: 1) == [.endOfStream])
    #expect(!setup.stream.isOpen)
  }

  @Test func `a write goes out before it returns`() throws {
    let setup = try Setup()
    #expect(setup.stream.write([1, 2, 3]))
    #expect(receive(setup.peer.raw) == [1, 2, 3])
    #expect(setup.stream.queuedBytes == 0)
    setup.stream.abort()
  }

  @Test func `what the peer does not take is queued, sent in order later, and reported`() async throws {
    let setup = try Setup(queueLimit: 8 << 20)
    let drained = Recorder<Bool>()
    setup.stream.onDrained = { drained.record(true) }
    var sent: [UInt8] = []
    for number in 0..<2000 {
      let chunk = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 1 + number)
      #expect(setup.stream.write(chunk))
      sent += chunk
    }
    #expect(setup.stream.queuedBytes > 0)
    var got: [UInt8] = []
    try await eventually("all bytes") {
      got += receive(setup.peer.raw)
      return got.count >= sent.count
    }
    #expect(got == sent)
    try await drained.wait(count: 1)
    #expect(setup.stream.queuedBytes == 0)
    setup.stream.abort()
  }

  @Test func `a reader that is too slow makes write refuse`() throws {
    let setup = try Setup(queueLimit: 10_000)
    var refused = false
    for _ in 0..<1000 where !refused {
      refused = !setup.stream.write([UInt8](repeating: 7, count: 4000))
      #expect(setup.stream.queuedBytes <= 10_000)
    }
    #expect(refused)
    setup.stream.abort()
    #expect(!setup.stream.write([1]))
  }

  @Test func `one answer is one write`() throws {
    // A sequenced-packet socket keeps the writes apart.
    var pair: [CInt] = [0, 0]
    _ = try syscall("socketpair") { socketpair(AF_UNIX, CInt(SOCK_SEQPACKET.rawValue), 0, &pair) }
    let peer = OwnedDescriptor(pair[1])
    let stream = try ByteStream(OwnedDescriptor(pair[0]))
    stream.write([1, 2, 3])
    stream.write([4, 5])
    #expect(receive(peer.raw) == [1, 2, 3])
    #expect(receive(peer.raw) == [4, 5])
    stream.abort()
  }

  @Test func `a peer that vanished is reported after the write returns, once`() async throws {
    let setup = try Setup()
    _ = shutdown(setup.peer.raw, CInt(SHUT_RDWR))
    #expect(!setup.stream.write([1]))
    #expect(setup.ends.values.isEmpty)
    #expect(!setup.stream.isOpen)
    try await turns(3)
    #expect(setup.ends.values == [.failed(SystemError(errno: EPIPE, call: "write"))])
  }

  @Test func `close sends what is queued, then ends`() async throws {
    let setup = try Setup()
    let bytes = [UInt8](repeating: 9, count: 900_000)
    #expect(setup.stream.write(bytes))
    #expect(setup.stream.queuedBytes > 0)
    setup.stream.close(within: .seconds(60))
    #expect(!setup.stream.write([1]))
    var got: [UInt8] = []
    try await eventually("all bytes") {
      got += receive(setup.peer.raw)
      return got.count >= bytes.count
    }
    #expect(got == bytes)
    #expect(try await setup.ends.wait(count: 1) == [.closed])
  }

  @Test func `close gives up a peer that reads nothing`() async throws {
    let setup = try Setup()
    #expect(setup.stream.write([UInt8](repeating: 9, count: 900_000)))
    setup.stream.close(within: .milliseconds(20))
    #expect(try await setup.ends.wait(count: 1) == [.timedOut])
  }

  @Test func `abort is silent`() async throws {
    let setup = try Setup()
    send(setup.peer.raw, [1])
    setup.stream.abort()
    setup.stream.abort()
    try await turns(3)
    #expect(setup.ends.values.isEmpty && setup.bytes.values.isEmpty)
  }

  @Test func `a paused stream reads nothing until it is resumed`() async throws {
    let setup = try Setup()
    setup.stream.pauseReading()
    send(setup.peer.raw, [1, 2])
    _ = shutdown(setup.peer.raw, CInt(SHUT_RDWR))
    try await turns(3)
    #expect(setup.bytes.values.isEmpty && setup.ends.values.isEmpty)
    setup.stream.resumeReading()
    #expect(try await setup.ends.wait(count: 1) == [.endOfStream])
    #expect(setup.bytes.values == [1, 2])
  }

  @Test func `a peer that only ends its sending still gets its answer`() async throws {
    let setup = try Setup()
    let inputEnds = Recorder<Bool>()
    setup.stream.onEndOfInput = { inputEnds.record(true) }
    send(setup.peer.raw, [1])
    _ = shutdown(setup.peer.raw, CInt(SHUT_WR))
    try await inputEnds.wait(count: 1)
    #expect(setup.stream.write([7]))
    #expect(receive(setup.peer.raw) == [7])
    _ = shutdown(setup.peer.raw, CInt(SHUT_RDWR))
    #expect(try await setup.ends.wait(count: 1) == [.endOfStream])
  }

  @Test func `shutdownWrite tells the peer after the last queued byte`() async throws {
    let setup = try Setup()
    let bytes = [UInt8](repeating: 3, count: 700_000)
    #expect(setup.stream.write(bytes))
    setup.stream.shutdownWrite()
    #expect(!setup.stream.write([1]))
    var count = 0
    var ended = false
    try await eventually("the end of the output") {
      var buffer = [UInt8](repeating: 0, count: 65536)
      let result = recv(setup.peer.raw, &buffer, buffer.count, CInt(MSG_DONTWAIT))
      if result > 0 { count += result }
      ended = result == 0
      return ended
    }
    #expect(count == bytes.count)
    setup.stream.abort()
  }

  @Test func `a stream may be aborted from its own callback`() async throws {
    let setup = try Setup()
    let seen = Recorder<Int>()
    setup.stream.onBytes = { [stream = setup.stream] span in
      stream.abort()
      seen.record(span.count)
    }
    send(setup.peer.raw, [1, 2, 3])
    #expect(try await seen.wait(count: 1) == [3])
    try await turns(2)
    #expect(setup.ends.values.isEmpty)
  }
}
