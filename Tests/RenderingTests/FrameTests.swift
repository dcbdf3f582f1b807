import EscPos
import PosModel
import PosTesting
import Rendering
import Testing

struct FrameTests {
  private static let requests: [RenderRequest] = {
    var roll = PaperRoll(width: 576)
    roll.height = 100
    var look = PaperText(cellWidth: 12, cellHeight: 24)
    look.underline = 2
    look.spacing = 3
    look.cells = 2
    look.isBlank = true
    look.background = .black
    look.shadow = .red
    roll.items = [
      PaperItem(x: -3, y: 5, quarterTurns: 3, isRed: true, .text("中 A", look)),
      PaperItem(x: 0, y: 0, .bitmap(Bitmap(width: 9, height: 2).inverted(), scaleX: 2, scaleY: 1)),
      PaperItem(x: 0, y: 0, .barcode(Barcode(.ean13, "4006381333931"))),
      PaperItem(x: 0, y: 0, .symbol(Symbol(.aztec(errorCorrection: nil), [1, 2, 3]))),
      PaperItem(x: 0, y: 0, isRed: true, .rule(width: 300, height: 2)),
      PaperItem(x: 0, y: 0, .cut(.partial)),
    ]
    let kinds: [Symbol.Kind] = [
      .qr(.high), .microQR(.low), .pdf417(columns: 3, rows: 9, errorCorrection: nil, isTruncated: true),
      .pdf417(columns: 0, rows: 0, errorCorrection: 8, isTruncated: false), .microPDF417, .dataMatrix,
      .aztec(errorCorrection: 40), .maxiCode(mode: 2),
    ]
    return [
      .draw(.text(DrawnText("مرحبا", width: 60, height: 24, isBold: true, isTurned: true, stretch: 1.5))),
      .draw(
        .picture(
          Picture(
            [1, 2, 3], width: 300, maximumWidth: 576, dither: .atkinson, gamma: 1.5, threshold: 9, rowHeight: 2.25))),
      .draw(.barcode(Barcode(.itf, "12", moduleWidth: 3, height: 40, text: .both), maximumWidth: 384, rowHeight: 3)),
      .preview(roll, scale: 2),
    ] + kinds.map { .draw(.symbol(Symbol($0, [65], moduleSize: 5, rowHeight: 4), maximumWidth: 576)) }
  }()

  @Test(arguments: requests)
  func `a request comes back as it was sent`(request: RenderRequest) throws {
    #expect(try RenderRequest(payload: Array(request.frame().dropFirst(4))) == request)
  }

  @Test(arguments: [
    RenderReply.ready(1), .bitmap(Bitmap(width: 13, height: 3).inverted()), .png([1, 2]),
    .bitmap(Bitmap(width: 13, height: 3), missing: [0x1F600, 0xE000]),
    .failure(PosError(.illegal, "no", remedy: "yes", cause: "why")), .failure(PosError(.timeout, "no")),
  ])
  func `a reply comes back as it was sent`(reply: RenderReply) throws {
    #expect(try RenderReply(payload: Array(reply.frame().dropFirst(4))) == reply)
  }

  @Test(arguments: requests)
  func `no part of a request is a request`(request: RenderRequest) {
    let payload = Array(request.frame().dropFirst(4))
    for length in payload.indices {
      #expect(throws: FrameFault.self) { try RenderRequest(payload: Array(payload[..<length])) }
    }
    #expect(throws: FrameFault.self) { try RenderRequest(payload: payload + [0]) }
  }

  @Test func `a text is written as bytes that anybody can read`() {
    let frame = RenderRequest.draw(.text(DrawnText("A", width: 12, height: 24))).frame()
    #expect(
      frame
        == hex(
          """
          1B000000  the payload has 27 bytes
          01  draw
          01  a text
          01000000 41  "A"
          0C000000 18000000  dots across and along
          00 00 00 00  neither bold nor underlined nor inverted nor turned
          000000000000F03F  as wide as high
          """))
  }

  @Test func `a bitmap whose bytes are not as many as its dots is refused`() {
    // bitmap, 8 × 2, one byte
    #expect(throws: FrameFault.self) { try RenderReply(payload: hex("02 08000000 02000000 01000000 FF")) }
    // width −1
    #expect(throws: FrameFault.self) { try RenderReply(payload: hex("02 FFFFFFFF 02000000 01000000 FF")) }
  }

  @Test func `frames are found wherever the pipe has cut them`() throws {
    let bytes = RenderReply.png([7, 8, 9]).frame() + [0, 0, 0, 0] + RenderReply.ready(1).frame()
    try verifyDrip(
      bytes, make: { FrameBuffer() },
      feed: { buffer, part in try buffer.append(part.span) },
      expect: [[3, 3, 0, 0, 0, 7, 8, 9], [], [1, 1, 0, 0, 0]])
  }

  @Test func `a frame above the limit is refused by its length`() {
    var buffer = FrameBuffer(limit: 10)
    #expect(throws: FrameBuffer.TooLong.self) { try buffer.append([11, 0, 0, 0].span) }
    var other = FrameBuffer()
    #expect(throws: FrameBuffer.TooLong.self) { try other.append([0xFF, 0xFF, 0xFF, 0xFF].span) }
  }

  @Test func `an answer of another size than was asked is no answer`() {
    let text = RenderRequest.draw(.text(DrawnText("A", width: 12, height: 24)))
    #expect(RenderReply.bitmap(Bitmap(width: 12, height: 24)).answers(text))
    #expect(!RenderReply.bitmap(Bitmap(width: 13, height: 24)).answers(text))
    #expect(!RenderReply.png([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]).answers(text))
    let picture = RenderRequest.draw(.picture(Picture([], width: 300, maximumWidth: 200)))
    #expect(RenderReply.bitmap(Bitmap(width: 200, height: 1)).answers(picture))
    #expect(!RenderReply.bitmap(Bitmap(width: 300, height: 1)).answers(picture))
    #expect(!RenderReply.png([1]).answers(.preview(PaperRoll(width: 576), scale: 1)))
  }
}
