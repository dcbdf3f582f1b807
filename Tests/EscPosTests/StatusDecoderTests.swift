import EscPos
import PosModel
import PosTesting
import Testing

struct StatusDecoderTests {
  /// A till's evening: every kind of reply, with flow control in the middle of a block.
  private static let stream: [UInt8] = [
    0x12,  // DLE EOT 1: online, drawer pin low
    0x16,  // DLE EOT 1: drawer pin high
    0x14, 0x00, 0x00, 0x0F,  // automatic: pin high, all well
    0x5F, 0x45, 0x50, 0x53, 0x4F, 0x4E, 0x00,  // GS I 66: "EPSON"
    0x13, 0x11,  // XOFF, XON
    0x37, 0x22, 0x30, 0x13, 0x30, 0x30, 0x31, 0x00,  // GS ( H 48: job 0001, an XOFF inside
    0x0C,  // GS r 1: paper end
    0x3C, 0x00, 0x00, 0x0F,  // automatic: cover open
    0x3B, 0x30, 0x00,  // power-off notice
    0x72,  // DLE EOT 4: paper end
  ]
  private static let replies: [StatusReply] = [
    .realTime(0x12), .realTime(0x16), .automatic(AutomaticStatus(0x14, 0, 0, 0x0F)),
    .block(header: 0x5F, data: Array("EPSON".utf8)), .flow(false), .flow(true), .flow(false),
    .block(header: 0x37, data: [0x22, 0x30, 0x30, 0x30, 0x31]), .byte(0x0C),
    .automatic(AutomaticStatus(0x3C, 0, 0, 0x0F)), .block(header: 0x3B, data: [0x30]), .realTime(0x72),
  ]

  @Test func `replies are told apart however the stream is cut`() {
    var whole = StatusDecoder()
    #expect(whole.decode(Self.stream) == Self.replies)
    var drip = StatusDecoder()
    #expect(Self.stream.flatMap { drip.decode([$0]) } == Self.replies)
    for index in 0...Self.stream.count {
      var split = StatusDecoder()
      #expect(split.decode(Self.stream[..<index]) + split.decode(Self.stream[index...]) == Self.replies)
    }
  }

  @Test func `status inside the answer to GS ( H 48 is told, and the answer is whole`() {
    // 37 22 "AC", automatic status, DLE EOT 1, "EG" 00.
    let stream: [UInt8] = [0x37, 0x22, 0x41, 0x43, 0x14, 0x00, 0x0C, 0x0F, 0x12, 0x45, 0x47, 0x00]
    let replies: [StatusReply] = [
      .automatic(AutomaticStatus(0x14, 0x00, 0x0C, 0x0F)), .realTime(0x12),
      .block(header: 0x37, data: [0x22, 0x41, 0x43, 0x45, 0x47]),
    ]
    for index in 0...stream.count {
      var decoder = StatusDecoder()
      #expect(decoder.decode(stream[..<index]) + decoder.decode(stream[index...]) == replies)
    }
  }

  @Test(arguments: ["0000", "pppp", "0P0p", "1230"])
  func `an answer whose bytes look like status is the answer`(token: String) {
    var decoder = StatusDecoder()
    let bytes = Array(token.utf8)
    #expect(decoder.decode([0x37, 0x22] + bytes + [0x00]) == [.block(header: 0x37, data: [0x22] + bytes)])
  }

  @Test func `automatic status that lost its end does not swallow the next answer`() {
    var decoder = StatusDecoder()
    #expect(decoder.decode([0x14, 0x00, 0x12]) == [.realTime(0x12)])
    #expect(decoder.decode([0x18, 0x00, 0x14, 0x00, 0x00, 0x0F]) == [.automatic(AutomaticStatus(0x14, 0, 0, 0x0F))])
  }

  @Test func `noise is counted in one piece`() {
    var decoder = StatusDecoder()
    #expect(decoder.decode([0xFF, 0xFE, 0x80, 0x12]) == [.garbage(3), .realTime(0x12)])
  }

  @Test func `a block without an end is given up`() {
    var decoder = StatusDecoder()
    #expect(decoder.decode([0x5F] + [UInt8](repeating: 0x41, count: 255)).isEmpty)
    #expect(decoder.decode([0x41]) == [.garbage(257)])
    #expect(decoder.decode([0x12]) == [.realTime(0x12)])
  }

  @Test func `no byte stream confuses it for good`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      var decoder = StatusDecoder()
      _ = decoder.decode((0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) })
      _ = decoder.decode([UInt8](repeating: 0, count: 4))
      #expect(decoder.decode([0x12]) == [.realTime(0x12)])
    }
  }
}
