import EscPos
import PosModel
import Testing

/// A printer acts on DLE EOT, DLE ENQ and DLE DC4 wherever they stand.
struct RealTimeBytesTests {
  private static func commands(in bytes: [UInt8]) -> Int {
    zip(bytes, bytes.dropFirst()).count { $0 == 0x10 && [0x04, 0x05, 0x14].contains($1) }
  }

  @Test(arguments: [PrinterProfile.ImageCommand.raster, .graphics, .column, .column8])
  func `no picture holds a real-time command`(command: PrinterProfile.ImageCommand) throws {
    var profile = PrinterProfile.generic
    profile.imageCommand = command
    let encoder = ReceiptEncoder(profile: profile)
    var random = SystemRandomNumberGenerator()
    let evil: [UInt8] = [0x10, 0x10, 0x04, 0x05, 0x14, 0x01, 0x00]
    for _ in 0..<50 {
      let width = Int.random(in: 1...600, using: &random)
      let height = Int.random(in: 1...130, using: &random)
      let count = Bitmap.bytesPerRow(width) * height
      let bytes = (0..<count).map { _ in evil.randomElement(using: &random) ?? 0 }
      let bitmap = try #require(Bitmap(width: width, height: height, bytes: bytes))
      let commands: [PrintCommand] = [
        .text("a"), .drawnText(artwork: 0, columns: 1), .bitmap(bitmap), .picture(artwork: 0), .text("b"), .cut(.full),
      ]
      let output = try encoder.encode(Composition(commands: commands), artwork: [bitmap])
      #expect(Self.commands(in: output) == 0)
    }
  }

  @Test func `each size of picture has a harmless header`() throws {
    for command in PrinterProfile.ImageCommand.allCases where command != .none {
      var profile = PrinterProfile.generic
      profile.imageCommand = command
      profile.dots = 1_400
      let encoder = ReceiptEncoder(profile: profile)
      for width in [8, 16, 80, 128, 1_030, 1_040, 1_296, 1_400] {
        for height in 1...70 {
          let output = try encoder.encode(Composition(commands: [.bitmap(Bitmap(width: width, height: height))]))
          #expect(Self.commands(in: output) == 0, "\(command) \(width) \(height)")
        }
      }
    }
  }

  @Test func `no number of a command is one`() throws {
    for value in [0x0410, 0x0510, 0x1410, 4, 5, 20, 16, 1_041] {
      let commands: [PrintCommand] = [
        .moveTo(dots: value), .area(left: value, width: value), .feedDots(value), .feed(lines: value),
        .lineSpacing(dots: value),
        .page(width: value, height: value, direction: .leftToRight, [.moveDown(dots: value), .moveTo(dots: value)]),
        .text("\u{10}\u{4}a"),
      ]
      #expect(Self.commands(in: try ReceiptEncoder(profile: .generic).encode(Composition(commands: commands))) == 0)
    }
  }

  @Test func `at most one dot in a hidden command is changed`() throws {
    let bytes: [UInt8] = [0x10, 0x14, 0x01, 0x00, 0x01, 0x00]
    let bitmap = try #require(Bitmap(width: 48, height: 1, bytes: bytes))
    let output = try ReceiptEncoder(profile: .generic).encode(Composition(commands: [.bitmap(bitmap)]))
    let changed = zip(output.suffix(6), bytes).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    #expect(changed == 1)
  }
}
