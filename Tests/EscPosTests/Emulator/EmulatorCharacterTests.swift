import EscPos
import Testing

/// The colours of characters, and characters that the host draws itself.
@Suite struct EmulatorCharacterTests {
  private static let twoColours: PrinterProfile = {
    var profile = PrinterProfile.generic
    profile.hasRed = true
    return profile
  }()

  private func items(_ bytes: [UInt8], _ profile: PrinterProfile = twoColours) -> [PaperItem] {
    PaperPreview(of: bytes, profile: profile).roll.items
  }

  private func look(_ change: (inout PaperText) -> Void = { _ in }) -> PaperText {
    var look = PaperText(cellWidth: 12, cellHeight: 24)
    change(&look)
    return look
  }

  @Test func `characters are coloured alone, until ESC r colours everything`() throws {
    // GS ( N 48 50, "a", a picture of one dot, ESC r 0, "b" LF
    let printed = items([
      0x1D, 0x28, 0x4E, 2, 0, 48, 50, 0x61, 0x1B, 0x2A, 33, 1, 0, 0x80, 0, 0, 0x1B, 0x72, 0, 0x62, 0x0A,
    ])
    #expect(printed.map(\.isRed) == [true, false, false])
    // A printer of one colour prints them black.
    #expect(items([0x1D, 0x28, 0x4E, 2, 0, 48, 50, 0x61, 0x0A], .generic).map(\.isRed) == [false])
  }

  @Test func `ground and shadow go with the text`() {
    // GS ( N 48 48, 49 49, 50 1 50, "a"; 50 0 50, "b"; ESC @, "c" LF
    let printed = items([
      0x1D, 0x28, 0x4E, 2, 0, 48, 48, 0x1D, 0x28, 0x4E, 2, 0, 49, 49, 0x1D, 0x28, 0x4E, 3, 0, 50, 1, 50, 0x61,
      0x1D, 0x28, 0x4E, 3, 0, 50, 0, 50, 0x62, 0x0A, 0x1B, 0x40, 0x63, 0x0A,
    ])
    let shaded = look {
      $0.isBlank = true
      $0.background = .black
      $0.shadow = .red
    }
    let plain = look {
      $0.isBlank = true
      $0.background = .black
    }
    #expect(printed.map(\.kind) == [.text("a", shaded), .text("b", plain), .text("c", look())])
    // A colour that there is not
    #expect(PaperPreview(of: [0x1D, 0x28, 0x4E, 2, 0, 48, 52]).unknown.count == 1)
  }

  @Test func `the dots of a character are laid apart by colour`() throws {
    // Two dots side by side at the top left of four by four
    var glyph = Bitmap(width: 4, height: 4)
    glyph[0, 0] = true
    glyph[1, 0] = true
    let shaded = look {
      $0.background = .black
      $0.shadow = .red
      $0.underline = 1
    }
    let layers = shaded.layers(of: glyph, isRed: false)
    #expect(layers.map(\.isRed) == [false, true, false])
    // Ground but for the rest; the shadow one dot to the right and down; the dots and the underline.
    #expect(layers.map(\.dots.bytes) == [[0x30, 0x90, 0xF0, 0x00], [0, 0x60, 0, 0], [0xC0, 0, 0, 0xF0]])
    // Inverted: the ground has the character's colour, the character none.
    let inverted = look { $0.isInverted = true }.layers(of: glyph, isRed: true)
    #expect(inverted.map(\.dots.bytes) == [[0x30, 0xF0, 0xF0, 0xF0]] && inverted.map(\.isRed) == [true])
    // Blank on nothing is nothing.
    #expect(look { $0.isBlank = true }.layers(of: glyph, isRed: false).isEmpty)
  }

  @Test func `a character of the host's own has the look of the others`() throws {
    // ESC & 1 row, "A", 1 column: 80; ESC % 1; GS B 1 "A"; GS B 0 ESC E 1 "A" LF
    let define: [UInt8] = [0x1B, 0x26, 1, 0x41, 0x41, 2, 0x80, 0x00, 0x1B, 0x25, 1]
    let printed = items(define + [0x1D, 0x42, 1, 0x41, 0x1D, 0x42, 0, 0x1B, 0x45, 1, 0x41, 0x0A])
    let inverted = try #require(Bitmap(width: 2, height: 8, bytes: [0x40] + [UInt8](repeating: 0xC0, count: 7)))
    let bold = try #require(Bitmap(width: 2, height: 8, bytes: [0xC0] + [UInt8](repeating: 0, count: 7)))
    #expect(printed.map(\.kind) == [.bitmap(inverted, scaleX: 1, scaleY: 1), .bitmap(bold, scaleX: 1, scaleY: 1)])
    #expect(printed.map(\.x) == [0, 2])
  }

  @Test func `the code page 255 is the host's own`() throws {
    var profile = PrinterProfile.generic
    profile.multiByte = nil
    // GS ( E 8: 1 byte a column, 80 to 80, 2 columns; ESC t 255, 80, 81 LF
    let define: [UInt8] = [0x1D, 0x28, 0x45, 7, 0, 8, 1, 0x80, 0x80, 2, 0xFF, 0x81]
    let glyph = try #require(
      Bitmap(width: 2, height: 8, bytes: [0xC0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0xC0]))
    let drawn = items(define + [0x1B, 0x74, 255, 0x80, 0x81, 0x0A], profile)
    #expect(drawn.first?.kind == .bitmap(glyph, scaleX: 1, scaleY: 1) && drawn.count == 2)
    // 9: 1 byte a row, 2 rows
    let rows: [UInt8] = [0x1D, 0x28, 0x45, 7, 0, 9, 1, 0x80, 0x80, 2, 0xFF, 0x81]
    let raster = try #require(Bitmap(width: 8, height: 2, bytes: [0xFF, 0x81]))
    #expect(
      items(rows + [0x1B, 0x74, 255, 0x80, 0x0A], profile).map(\.kind) == [.bitmap(raster, scaleX: 1, scaleY: 1)])
    // Saved for the font 10 (7 10 "01"), it is there after the reset that ends user setting mode (2 "OUT"); without, not.
    let save: [UInt8] = [0x1D, 0x28, 0x45, 4, 0, 7, 10, 0x30, 0x31]
    let out: [UInt8] = [0x1D, 0x28, 0x45, 4, 0, 2, 0x4F, 0x55, 0x54]
    let show: [UInt8] = [0x1B, 0x74, 255, 0x80, 0x0A]
    #expect(items(define + save + out + show, profile).first?.kind == .bitmap(glyph, scaleX: 1, scaleY: 1))
    guard case .text? = items(define + out + show, profile).first?.kind else {
      Issue.record("a glyph that was not saved")
      return
    }
    // 10 deletes, and data that is too short is listed.
    let delete: [UInt8] = [0x1D, 0x28, 0x45, 3, 0, 10, 0x80, 0x80]
    #expect(items(define + delete + show, profile).first?.kind != .bitmap(glyph, scaleX: 1, scaleY: 1))
    #expect(PaperPreview(of: [0x1D, 0x28, 0x45, 6, 0, 8, 1, 0x80, 0x80, 2, 0xFF]).unknown.count == 1)
  }
}
