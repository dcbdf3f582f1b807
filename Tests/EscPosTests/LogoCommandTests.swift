import EscPos
import PosModel
import Testing

@Suite struct LogoCommandTests {
  private func profile(_ logos: PrinterProfile.LogoMemory) -> PrinterProfile {
    var profile = PrinterProfile.generic
    profile.logos = logos
    return profile
  }

  /// 9 × 1 dots, the first and the last black.
  private var bitmap: Bitmap {
    var bitmap = Bitmap(width: 9, height: 1)
    bitmap[0, 0] = true
    bitmap[8, 0] = true
    return bitmap
  }

  @Test func `a logo is defined under its key, row by row`() throws {
    let bytes = try LogoCommand.store(bitmap, key: "L1", profile: profile(.graphics))
    // GS ( L, 13 bytes: 48 67 48, key, one colour, 9 × 1, colour 1, the row
    #expect(
      bytes == [
        0x1D, 0x28, 0x4C, 13, 0, 0x30, 0x43, 0x30, 0x4C, 0x31, 1, 9, 0, 1, 0, 0x31, 0x80, 0x80,
      ])
  }

  @Test func `a numbered logo is defined in columns of eight dots`() throws {
    let bytes = try LogoCommand.store(bitmap, key: "1", profile: profile(.numbered))
    // FS q, one logo, 2 × 1 bytes, 16 columns
    #expect(bytes == [0x1C, 0x71, 1, 2, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0])
    #expect(throws: PosError.self) { try LogoCommand.store(bitmap, key: "2", profile: profile(.numbered)) }
  }

  @Test func `what a printer stores can be printed by its key`() throws {
    let simulated = profile(.graphics)
    var bytes = try LogoCommand.store(bitmap, key: "L1", profile: simulated)
    bytes += [0x1D, 0x28, 0x4C, 6, 0, 0x30, 0x45, 0x4C, 0x31, 1, 1]
    let paper = PaperPreview(of: bytes, profile: simulated)
    #expect(paper.unknown == [])
    #expect(paper.lines.text.contains("[picture 9×1]"))
  }

  @Test func `keys are read out of several blocks and out of other answers`() throws {
    // A status byte, a block with more to follow, the last block
    let reply: [UInt8] = [0x16, 0x37, 0x72, 0x41, 0x4C, 0x31, 0x00, 0x37, 0x72, 0x40, 0x4C, 0x32, 0x00]
    let keys = try #require(LogoCommand.keys(in: reply))
    #expect(keys.keys == ["L1", "L2"])
    #expect(!keys.hasMore)
    #expect(LogoCommand.keys(in: [0x37, 0x72, 0x40, 0x00])?.keys == [])
    #expect(LogoCommand.keys(in: [0x37, 0x22, 0x50]) == nil)
    #expect(LogoCommand.keys(in: [0x37, 0x72]) == nil)
  }

  @Test func `a wrong key, a picture without dots and a printer without memory are refused`() {
    #expect(throws: PosError.self) { try LogoCommand.store(bitmap, key: "long", profile: profile(.graphics)) }
    #expect(throws: PosError.self) {
      try LogoCommand.store(Bitmap(width: 0, height: 0), key: "L1", profile: profile(.graphics))
    }
    #expect(throws: PosError.self) { try LogoCommand.store(bitmap, key: "L1", profile: profile(.none)) }
  }
}
