import EscPos
import Testing

/// What content leaves in the printer's memory, held to the emulator.
@Suite struct WaitingTextTests {
  private static let profile = PrinterProfile.generic

  @Test(
    arguments: [
      ([], nil), ([0x20, 0x20], nil), ([0x61], 0), ([0x61, 0x0A], nil), ([0x61, 0x0A, 0x20, 0x62], 3),
      ([0x61, 0x0D], 0),  // CR does nothing
      ([0x61, 0x1B, 0x64, 0x02], nil),  // ESC d 2
      ([0x61, 0x1B, 0x4A, 0x10], nil),  // ESC J 16
      ([0x61, 0x1D, 0x56, 0x00], nil),  // GS V 0
      ([0x61, 0x1B, 0x40], nil),  // ESC @ forgets it
      ([0x1B, 0x45, 0x01, 0x61, 0x1B, 0x45, 0x00], 3),  // bold on, bold off
      ([0x1B, 0x2A, 0x00, 0x01, 0x00, 0xFF], 0),  // ESC *: one column of dots
      ([0x61, 0x1D, 0x76, 0x30, 0x00, 0x01, 0x00, 0x01, 0x00, 0xFF], nil),  // GS v 0
      ([0x61, 0x1D, 0x6B, 0x04, 0x31, 0x32, 0x00], 0),  // GS k: in a line it is text
      ([0x1D, 0x6B, 0x04, 0x31, 0x32, 0x00], nil),  // GS k: CODE39
    ] as [([UInt8], Int?)])
  func `a line that is not ended waits`(bytes: [UInt8], place: Int?) {
    #expect(CommandBoundaries(of: bytes, profile: Self.profile).waiting == place)
    // Blanks alone wait too, and leave nothing on paper.
    guard bytes.contains(where: { $0 != 0x20 }) || bytes.isEmpty else { return }
    var printer = PrinterEmulator(Self.profile)
    var used = 0
    while used < bytes.count {
      used += printer.run(bytes[used...])
      _ = printer.takeEffects()
    }
    _ = printer.run([])
    #expect(printer.isIdle == (place == nil))
  }

  @Test func `a page waits for its FF, whatever its lines are`() {
    let page: [UInt8] = [0x1B, 0x4C, 0x61, 0x0A]  // ESC L a LF
    #expect(CommandBoundaries(of: page).waiting == 2)
    #expect(CommandBoundaries(of: page + [0x1B, 0x0C]).waiting == nil)  // ESC FF
    #expect(CommandBoundaries(of: page + [0x0C]).waiting == nil)
    #expect(CommandBoundaries(of: page + [0x0C, 0x62, 0x0A]).waiting == nil)
    #expect(CommandBoundaries(of: page + [0x1B, 0x53]).waiting == nil)  // ESC S gives it up
  }
}
