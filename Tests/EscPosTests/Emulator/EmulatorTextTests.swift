import EscPos
import Testing

/// What stands on paper for text, by hand-made streams.
@Suite struct EmulatorTextTests {
  private func text(_ parts: [[UInt8]], profile: PrinterProfile = .generic) -> String {
    PaperPreview(of: parts.flatMap { $0 }, profile: profile).lines.text
  }

  private func items(_ parts: [[UInt8]], profile: PrinterProfile = .generic) -> [PaperItem] {
    PaperPreview(of: parts.flatMap { $0 }, profile: profile).roll.items
  }

  private func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `a line stands at its place with the look that was set`() throws {
    // ESC E 1, GS ! 11, ESC - 2, "ab", LF
    let printed = items([[0x1B, 0x45, 1, 0x1D, 0x21, 0x11, 0x1B, 0x2D, 2], ascii("ab\n")])
    var look = PaperText(cellWidth: 24, cellHeight: 48)
    look.isBold = true
    look.underline = 2
    #expect(printed == [PaperItem(x: 0, y: 0, .text("ab", look))])
  }

  @Test func `small and tall characters of a line stand on one base line`() {
    // "a", GS ! 01 (double height), "b", LF
    let printed = items([ascii("a"), [0x1D, 0x21, 0x01], ascii("b\n")])
    #expect(printed.map(\.y) == [24, 0])
    #expect(printed.map(\.x) == [0, 12])
  }

  @Test func `a line is centred and right-aligned by what stands in it`() {
    // ESC a 1, "abcd" LF, ESC a 2, "abcd" LF
    let printed = items([[0x1B, 0x61, 1], ascii("abcd\n"), [0x1B, 0x61, 2], ascii("abcd\n")])
    #expect(printed.map(\.x) == [264, 528])
    #expect(text([[0x1B, 0x61, 2], ascii("abcd\n")]) == String(repeating: " ", count: 44) + "abcd\n")
  }

  @Test func `CAN takes a line away on a page alone`() {
    #expect(text([ascii("kept"), [0x18], ascii("\n")]) == "kept\n")
    // ESC L, "gone", CAN, "kept", FF
    #expect(text([[0x1B, 0x4C], ascii("gone"), [0x18], ascii("kept"), [0x0C]]).contains("gone") == false)
  }

  @Test func `a barcode in a line that has begun is text, and is listed`() {
    // "ab", GS k 73 with five bytes, LF
    let preview = PaperPreview(
      of: ascii("ab") + [0x1D, 0x6B, 73, 5] + ascii("{B123\n"), profile: .generic)
    #expect(preview.lines.text == "ab{B123\n")
    #expect(preview.unknown.count == 1)
  }

  @Test func `a line that is full goes on in the next one`() {
    #expect(text([[UInt8](repeating: 0x41, count: 50), [0x0A]]) == String(repeating: "A", count: 48) + "\nAA\n")
    // GS W 24 (two columns)
    #expect(text([[0x1D, 0x57, 24, 0], ascii("abc\n")]) == "ab\nc\n")
  }

  @Test func `tabs, positions and margins keep the columns`() {
    #expect(text([ascii("a\tb\tc\n")]) == "a       b       c\n")
    // ESC D 4 10
    #expect(text([[0x1B, 0x44, 4, 10, 0], ascii("a\tb\tc\n")]) == "a   b     c\n")
    // "a", ESC $ 240, "b"
    #expect(text([ascii("a"), [0x1B, 0x24, 240, 0], ascii("b\n")]) == "a" + String(repeating: " ", count: 19) + "b\n")
    // ESC \ 36 dots on, and 24 back over what stands there
    #expect(text([ascii("a"), [0x1B, 0x5C, 36, 0], ascii("b\n")]) == "a   b\n")
    #expect(items([ascii("ab"), [0x1B, 0x5C, 0xF4, 0xFF], ascii("_\n")]).map(\.x) == [0, 12])
    // GS L 48
    #expect(text([[0x1D, 0x4C, 48, 0], ascii("a\n")]) == "    a\n")
  }

  @Test func `line spacing and feeds move the paper by dots`() {
    let places = items([
      ascii("a\n"), [0x1B, 0x33, 60], ascii("b\n"), [0x1B, 0x32], ascii("c"), [0x1B, 0x4A, 100], ascii("d"),
      [0x1B, 0x64, 3], ascii("e\n"), [0x1B, 0x4B, 30], ascii("f\n"),
    ]).map(\.y)
    #expect(places == [0, 30, 90, 190, 280, 280])
  }

  @Test func `Chinese takes two columns, and FS . prints the page instead`() {
    // 收 in GBK
    #expect(text([[0xCA, 0xD5], ascii("1\n")]) == "收1\n")
    #expect(items([[0xCA, 0xD5, 0x1B, 0x45, 1], ascii("1\n")]).map(\.x) == [0, 24])
    // FS ., ESC t 0, CA D5 of page 437; FS & back
    #expect(text([[0x1C, 0x2E, 0x1B, 0x74, 0, 0xCA, 0xD5, 0x1C, 0x26, 0xCA, 0xD5, 0x0A]]) == "╩╒收\n")
    // FS ! 0C: 2 × 2
    let large = items([[0x1C, 0x21, 0x0C, 0xCA, 0xD5, 0x0A]])
    var look = PaperText(cellWidth: 24, cellHeight: 48)
    look.cells = 2
    #expect(large == [PaperItem(x: 0, y: 0, .text("收", look))])
  }

  @Test func `four bytes print as garbage and digits where the ROM has two only`() {
    // ¥ in GB18030: 81 30 84 36
    #expect(text([[0x81, 0x30, 0x84, 0x36, 0x0A]]) == "\u{FFFD}0\u{FFFD}6\n")
    var profile = PrinterProfile.generic
    profile.takesFourByte = true
    #expect(text([[0x81, 0x30, 0x84, 0x36, 0x0A]], profile: profile) == "¥\n")
  }

  @Test func `FS ( C takes UTF-8 until it is taken back`() {
    // FS ( C 48 2, 收é, FS ( C 48 1, 收 in GBK
    let stream: [UInt8] = [0x1C, 0x28, 0x43, 2, 0, 0x30, 0x02] + Array("收é".utf8)
    #expect(text([stream, [0x1C, 0x28, 0x43, 2, 0, 0x30, 0x01, 0xCA, 0xD5, 0x0A]]) == "收é收\n")
  }

  @Test func `ESC R replaces twelve characters by country`() {
    #expect(text([[0x1B, 0x52, 2], ascii("#@[\\]{|}~\n")]) == "#§ÄÖÜäöüß\n")
    #expect(text([[0x1B, 0x52, 15], ascii("$1\n")]) == "¥1\n")
    // Chinese clones are set to China from the start.
    #expect(text([ascii("$1\n")], profile: Clones.a) == "¥1\n")
  }

  @Test func `glyphs of the host's own are printed as their dots`() throws {
    // ESC & 3 rows, "A", 1 column of 24 black dots; ESC % 1; "A"; ESC ? "A"; "A"
    let define: [UInt8] = [0x1B, 0x26, 3, 0x41, 0x41, 1, 0xFF, 0xFF, 0xFF, 0x1B, 0x25, 1]
    let printed = items([define, ascii("A"), [0x1B, 0x3F, 0x41], ascii("A\n")])
    let glyph = try #require(Bitmap(width: 1, height: 24, bytes: [UInt8](repeating: 0x80, count: 24)))
    #expect(printed.first?.kind == .bitmap(glyph, scaleX: 1, scaleY: 1))
    #expect(printed.last?.kind == .text("A", PaperText(cellWidth: 12, cellHeight: 24)))
    // FS 2 7721 with one dot at the top left, printed as FE A1 of the user's area
    let kanji: [UInt8] = [0x1C, 0x32, 0xFE, 0xA1, 0x80] + [UInt8](repeating: 0, count: 71)
    guard case .bitmap(let bitmap, 1, 1)? = items([kanji, [0xFE, 0xA1, 0x0A]]).first?.kind else {
      Issue.record("no glyph")
      return
    }
    #expect(bitmap.width == 24 && bitmap.height == 24 && bitmap[0, 0] && !bitmap[1, 1])
  }

  @Test func `turned characters and upside-down lines say so`() {
    // ESC V 1, "a", ESC V 0
    guard case .text("a", let look)? = items([[0x1B, 0x56, 1], ascii("a\n")]).first?.kind else {
      Issue.record("no text")
      return
    }
    #expect(look.isRotated && look.cellWidth == 24 && look.cellHeight == 12)
    // ESC { 1: begins at the right end of what it takes, from below.
    let line = items([[0x1B, 0x7B, 1], ascii("ab\n")])
    #expect(line.map(\.quarterTurns) == [2] && line.map(\.x) == [24] && line.map(\.y) == [24])
  }

  @Test func `ESC @ puts everything back, and a deselected printer is deaf`() {
    #expect(text([ascii("lost"), [0x1B, 0x45, 1, 0x1D, 0x21, 0x22, 0x1B, 0x40], ascii("a\n")]) == "a\n")
    // ESC = 2 (the display), "x" LF, ESC = 1
    #expect(text([[0x1B, 0x3D, 2], ascii("x\n"), [0x1B, 0x3D, 1], ascii("a\n")]) == "a\n")
  }

  @Test func `macros are executed again, but not for ever`() {
    // GS :, "a" LF, GS :, GS ^ 2 times
    #expect(text([[0x1D, 0x3A], ascii("a\n"), [0x1D, 0x3A, 0x1D, 0x5E, 2, 0, 0]]) == "a\na\na\n")
    // A macro of 2,000 lines, asked for 255 times in each of 100 commands.
    let lines = [UInt8](repeating: 0x0A, count: 2000)
    let again = (0..<100).flatMap { _ in [0x1D, 0x5E, 255, 0, 0] as [UInt8] }
    let printed = PaperPreview(of: [0x1D, 0x3A] + lines + [0x1D, 0x3A] + again)
    #expect(printed.lines.fedLines < 1_000_000)
    #expect(!printed.unknown.isEmpty)
  }
}
