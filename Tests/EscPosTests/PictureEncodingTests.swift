import EscPos
import PosModel
import PosTesting
import Testing

struct PictureEncodingTests {
  private func encode(_ bitmap: Bitmap, _ command: PrinterProfile.ImageCommand) throws -> [UInt8] {
    var profile = PrinterProfile.generic
    profile.imageCommand = command
    return Array(try ReceiptEncoder(profile: profile).encode(Composition(commands: [.bitmap(bitmap)])).dropFirst(5))
  }

  private func checked(_ width: Int, _ height: Int) -> Bitmap {
    var bitmap = Bitmap(width: width, height: height)
    for y in 0..<height { for x in 0..<width where (x + y) % 3 == 0 { bitmap[x, y] = true } }
    return bitmap
  }

  @Test func `a small picture is one GS v 0`() throws {
    var bitmap = Bitmap(width: 9, height: 2)
    bitmap[0, 0] = true
    bitmap[8, 1] = true
    #expect(try encode(bitmap, .raster) == hex("1D763000 0200 0200 8000 0080"))
  }

  @Test func `bands are whole commands of a few KB and lose no row`() throws {
    let bitmap = checked(576, 1_000)
    let bytes = try encode(bitmap, .raster)
    var rest = bytes[...]
    var dots: [UInt8] = []
    while !rest.isEmpty {
      let header = Array(rest.prefix(8))
      #expect(header.prefix(4) == hex("1D763000")[...])
      let length = (Int(header[4]) | Int(header[5]) << 8) * (Int(header[6]) | Int(header[7]) << 8)
      #expect(length <= 4_096)
      dots += rest.dropFirst(8).prefix(length)
      rest = rest.dropFirst(8 + length)
    }
    #expect(dots == bitmap.bytes)
  }

  @Test func `graphics are stored and printed band by band`() throws {
    #expect(
      try encode(checked(8, 1), .graphics) == hex("1D284C 0B00 30703001013108000100 92 1D284C 0200 3032"))
  }

  @Test func `columns stand without a seam and the spacing comes back`() throws {
    var bitmap = Bitmap(width: 2, height: 25)
    bitmap[0, 0] = true
    bitmap[1, 23] = true
    bitmap[0, 24] = true
    #expect(
      try encode(bitmap, .column)
        == hex(
          """
          1B3318 as high as the dots
          1B2A21 0200 800000 000001 0A
          1B2A21 0200 800000 000000 0A
          1B32
          """))
    // Rows of three dots.
    #expect(try encode(Bitmap(width: 1, height: 9), .column8) == hex("1B3318 1B2A01 0100 00 0A 1B2A01 0100 00 0A 1B32"))
  }

  @Test func `what is wider than the paper is left out`() throws {
    let bytes = try encode(checked(600, 1), .raster)
    #expect(bytes.prefix(8) == hex("1D763000 4800 0100")[...])
    #expect(bytes.count == 80)
  }

  @Test func `drawn text stands in its line`() throws {
    var dot = Bitmap(width: 1, height: 24)
    dot[0, 8] = true
    let composition = Composition(commands: [.text("a"), .drawnText(artwork: 0, columns: 2), .text("b"), .newline])
    #expect(
      try ReceiptEncoder(profile: .generic).encode(composition, artwork: [dot])
        == hex("1B40 1B5200 61 1B2A21 0100 008000 62 0A"))
  }

  @Test func `a drawn line is one picture on its bottom edge`() throws {
    var low = Bitmap(width: 8, height: 1)
    low[0, 0] = true
    let tall = Bitmap(width: 8, height: 2)
    let parts = [DrawnPart(artwork: 0, x: 0), DrawnPart(artwork: 1, x: 16)]
    let bytes = try ReceiptEncoder(profile: .generic).encode(
      Composition(commands: [.drawnLine(parts, isUpsideDown: false)]), artwork: [low, tall])
    #expect(bytes == hex("1B40 1B5200 1D763000 0300 0200 000000 800000"))
  }

  @Test func `a printer without pictures says so`() {
    #expect(throws: PosError.self) { try encode(checked(8, 8), .none) }
  }
}
