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
}
