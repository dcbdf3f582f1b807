import EscPos
import Testing

/// What a printer keeps: pictures by number and in colours, counters, records, settings.
@Suite struct EmulatorMemoryTests {
  private func preview(_ parts: [UInt8]..., profile: PrinterProfile = .generic) -> PaperPreview {
    PaperPreview(of: parts.flatMap { $0 }, profile: profile)
  }

  private let eight = [UInt8](repeating: 0xFF, count: 8)

  @Test func `FS q defines several pictures, and FS p prints each by its number`() {
    // FS q 3: 8 × 8, 16 × 8, 8 × 16 dots
    let define: [UInt8] =
      [0x1C, 0x71, 3, 1, 0, 1, 0] + eight + [2, 0, 1, 0] + eight + eight + [1, 0, 2, 0] + eight + eight
    // FS p 3 0, FS p 1 1 (twice as wide), FS p 2 50 (twice as high)
    let paper = preview(define, [0x1C, 0x70, 3, 0, 0x1C, 0x70, 1, 1, 0x1C, 0x70, 2, 50])
    #expect(paper.lines.text == "[picture 8×16]\n[picture 16×8]\n[picture 16×16]\n" && paper.unknown.isEmpty)
    // FS q 1 replaces them all.
    let again = preview(define, [0x1C, 0x71, 1, 2, 0, 1, 0] + eight + eight, [0x1C, 0x70, 1, 0, 0x1C, 0x70, 2, 0])
    #expect(again.lines.text == "[picture 16×8]\n" && again.unknown.map(\.bytes) == [[0x1C, 0x70, 2, 0]])
  }

  @Test func `a picture without room leaves the others their numbers`() {
    // FS q 3: 8 × 8; 8184 × 2304, which is more than the memory has; 8 × 8
    let large = [0xFF, 3, 0x20, 1] + [UInt8](repeating: 0, count: 1023 * 288 * 8)
    let define: [UInt8] = [0x1C, 0x71, 3, 1, 0, 1, 0] + eight + large + [1, 0, 1, 0] + eight
    let paper = preview(define, [0x1C, 0x70, 1, 0, 0x1C, 0x70, 2, 0])
    #expect(paper.lines.text == "[picture 8×8]\n" && paper.unknown.count == 2)
  }

  @Test func `after FS q the printer is as after power-on`() {
    // ESC a 1, FS q 1, "a" LF
    let paper = preview([0x1B, 0x61, 1, 0x1C, 0x71, 1, 1, 0, 1, 0] + eight, [0x61, 0x0A])
    #expect(paper.roll.items.map(\.x) == [0] && paper.effects == [.initialize])
    // In the middle of a line it is none.
    #expect(preview([0x61, 0x1C, 0x71, 1, 1, 0, 1, 0] + eight, [0x0A]).unknown.count == 1)
  }

  @Test func `a picture that the memory may have and the preview has not is listed`() {
    // FS p 1 0; GS / 0; GS ( L 69 "L1"; GS ( L 85 "L1"
    let paper = preview(
      [0x1C, 0x70, 1, 0], [0x1D, 0x2F, 0], [0x1D, 0x28, 0x4C, 6, 0, 0x30, 69, 0x4C, 0x31, 1, 1],
      [0x1D, 0x28, 0x4C, 6, 0, 0x30, 85, 0x4C, 0x31, 1, 1])
    #expect(paper.unknown.map(\.offset) == [0, 4, 7, 18] && paper.roll.items.isEmpty)
  }

  @Test func `both colours of a picture are printed over each other`() throws {
    var profile = PrinterProfile.generic
    profile.hasRed = true
    // GS ( L 67 "AB", 2 colours, 8 × 1: colour 1 F0, colour 2 0F; 69 prints it
    let store: [UInt8] = [0x1D, 0x28, 0x4C, 14, 0, 0x30, 67, 0x30, 0x41, 0x42, 2, 8, 0, 1, 0, 0x31, 0xF0, 0x32, 0x0F]
    let show: [UInt8] = [0x1D, 0x28, 0x4C, 6, 0, 0x30, 69, 0x41, 0x42, 1, 1]
    let paper = preview(store, show, profile: profile)
    let black = try #require(Bitmap(width: 8, height: 1, bytes: [0xF0]))
    let red = try #require(Bitmap(width: 8, height: 1, bytes: [0x0F]))
    #expect(
      paper.roll.items == [
        PaperItem(x: 0, y: 0, .bitmap(black, scaleX: 1, scaleY: 1)),
        PaperItem(x: 0, y: 0, isRed: true, .bitmap(red, scaleX: 1, scaleY: 1)),
      ])
    #expect(paper.roll.height == 1 && paper.lines.text == "[picture 8×1]\n")
    // The same from the print buffer: 112 with colour 1, 112 with colour 2, 50
    let first: [UInt8] = [0x1D, 0x28, 0x4C, 11, 0, 0x30, 112, 0x30, 1, 1, 0x31, 8, 0, 1, 0, 0xF0]
    let second: [UInt8] = [0x1D, 0x28, 0x4C, 11, 0, 0x30, 112, 0x30, 1, 1, 0x32, 8, 0, 1, 0, 0x0F]
    let buffered = preview(first, second, [0x1D, 0x28, 0x4C, 2, 0, 0x30, 50], profile: profile)
    #expect(buffered.roll.items == paper.roll.items)
    // A printer of one colour sets all its dots in that.
    let plain = try #require(Bitmap(width: 8, height: 1, bytes: [0xFF]))
    #expect(preview(store, show).roll.items == [PaperItem(x: 0, y: 0, .bitmap(plain, scaleX: 1, scaleY: 1))])
  }

  @Test func `the printer counts by itself`() {
    // GS c three times
    #expect(preview([0x1D, 0x63, 0x20, 0x1D, 0x63, 0x20, 0x1D, 0x63, 0x0A]).lines.text == "1 2 3\n")
    // GS C 0 4 1 (four digits, zeros), GS C 1 from 8 to 6 by 1, each twice, GS C 2 8
    let set: [UInt8] = [0x1D, 0x43, 0x30, 4, 1, 0x1D, 0x43, 0x31, 8, 0, 6, 0, 1, 2, 0x1D, 0x43, 0x32, 8, 0]
    let count = [UInt8]([0x1D, 0x63, 0x20])
    let counted = preview(set, count, count, count, count, count, count, count, [0x0A])
    #expect(counted.lines.text == "0008 0008 0007 0007 0006 0006 0008 \n")
    // GS C ;: only the step is 5 and the value 100; then two digits only, the lowest (GS C 0 2 0)
    let text: [UInt8] = [0x1D, 0x43, 0x3B] + Array(";;5;;100;".utf8)
    #expect(preview(text, count, [0x1D, 0x43, 0x30, 2, 0], count, [0x0A]).lines.text == "100 05 \n")
    // ESC @ begins anew.
    #expect(preview(text, [0x1B, 0x40], count, [0x0A]).lines.text == "1 \n")
  }

  @Test func `records of the host are stored, listed, sent and deleted`() {
    // GS ( C 1 "AB" "hi"; 2 "AB"; 5; 3; 0 "AB"; 2 "AB"; 4
    let store: [UInt8] = [0x1D, 0x28, 0x43, 7, 0, 0, 1, 0, 0x41, 0x42, 0x68, 0x69]
    let send: [UInt8] = [0x1D, 0x28, 0x43, 5, 0, 0, 50, 0, 0x41, 0x42]
    let delete: [UInt8] = [0x1D, 0x28, 0x43, 5, 0, 0, 0, 0, 0x41, 0x42]
    func ask(_ function: UInt8) -> [UInt8] { [0x1D, 0x28, 0x43, 3, 0, 0, function, 0] }
    let paper = preview(store, send, ask(5), ask(3), delete, send, ask(52))
    #expect(
      paper.effects == [
        .reply([0x37, 0x70, 0x40, 0x68, 0x69, 0x00]), .reply([0x37, 0x71, 0x40, 0x41, 0x42, 0x00]),
        .reply([0x37, 0x28, 0x35, 0x00]), .reply([0x37, 0x70, 0x40, 0x00]),
        .reply([0x37, 0x29] + Array("1024".utf8) + [0x00]),
      ])
    // More than fits
    let long = [0x1D, 0x28, 0x43, 0x05, 0x04, 0, 1, 0, 0x41, 0x42] + [UInt8](repeating: 0x20, count: 1024)
    #expect(preview(long).unknown.count == 1)
  }

  @Test func `the plain memory of the host is written and read`() {
    // FS g 1 0 at 1, 2 bytes; FS g 2 0 at 0, 4 bytes; FS g 2 0 at 1023, 2 bytes, which there are not
    let paper = preview(
      [0x1C, 0x67, 0x31, 0, 1, 0, 0, 0, 2, 0, 0x68, 0x69], [0x1C, 0x67, 0x32, 0, 0, 0, 0, 0, 4, 0],
      [0x1C, 0x67, 0x32, 0, 0xFF, 3, 0, 0, 2, 0])
    #expect(paper.effects == [.reply([0x5F, 0x20, 0x68, 0x69, 0x20, 0x00])] && paper.unknown.map(\.offset) == [22])
  }

  @Test func `settings are kept, taken up again and put back from the start`() {
    // ESC a 2, GS ( M 1 1, ESC @ "a" LF, GS ( M 2 1 "b" LF, GS ( M 2 0 "c" LF, GS ( M 3 1, ESC @ "d" LF
    let paper = preview(
      [0x1B, 0x61, 2, 0x1D, 0x28, 0x4D, 2, 0, 1, 1], [0x1B, 0x40, 0x61, 0x0A],
      [0x1D, 0x28, 0x4D, 2, 0, 2, 1, 0x62, 0x0A], [0x1D, 0x28, 0x4D, 2, 0, 2, 0, 0x63, 0x0A],
      [0x1D, 0x28, 0x4D, 2, 0, 3, 1, 0x1B, 0x40, 0x64, 0x0A])
    #expect(paper.roll.items.map(\.x) == [0, 564, 0, 564])
  }

  @Test(
    arguments: [
      [0x1D, 0x28, 0x41, 2, 0, 0, 2],  // GS ( A: a test of the printer's own
      [0x1D, 0x28, 0x5A, 1, 0, 0],  // GS ( Z, which there is not
      [0x1B, 0x28, 0x59, 2, 0, 1, 1],  // ESC ( Y: a job printed from its end
      [0x1B, 0x63, 0x30, 4],  // ESC c 0: on a slip
      [0x1B, 0x4D, 3],  // ESC M: font D
      [0x1C, 0x28, 0x45, 6, 0, 62, 2, 0x4C, 0x31, 48, 0],  // FS ( E: a logo at every cut
      [0x1C, 0x28, 0x4C, 2, 0, 66, 48],  // FS ( L: to the cutting position of a label
      [0x1C, 0x4C],  // FS L: page mode of slips
      [0x1D, 0x28, 0x47, 2, 0, 48, 4],  // GS ( G: the side of a slip
      [0x1D, 0x28, 0x7A, 2, 0, 0x30, 0x30],  // GS ( z: cheques
      [0x1D, 0x28, 0x6B, 4, 0, 0x31, 0x41, 0x31, 0],  // QR code of model 1
      [0x1D, 0x28, 0x6B, 5, 0, 0x36, 0x42, 1, 8, 18],  // Data Matrix of 8 × 18
      [0x1D, 0x28, 0x6B, 3, 0, 0x34, 0x51, 0x30],  // a composite code
      [0x1D, 0x28, 0x4C, 11, 0, 0x30, 112, 0x34, 1, 1, 0x31, 8, 0, 1, 0, 0xAA],  // tones
    ] as [[UInt8]])
  func `what is not shown is listed`(command: [UInt8]) {
    #expect(preview(command).unknown.map(\.offset) == [0])
  }

  @Test func `FS q ends a macro that is being recorded`() {
    // GS :, "a" LF, FS q, GS ^ 2 times
    let picture: [UInt8] = [0x1C, 0x71, 1, 1, 0, 1, 0] + eight
    #expect(preview([0x1D, 0x3A, 0x61, 0x0A] + picture, [0x1D, 0x5E, 2, 0, 0]).lines.text == "a\n")
    // "x"; in a macro it is none behind a line that waits, and ends its first run where no line does.
    let macro = [0x1D, 0x3A] + picture + [0x61, 0x0A, 0x1D, 0x3A, 0x1D, 0x5E, 2, 0, 0]
    #expect(preview([0x78], macro).lines.text == "xa\na\n")
  }
}
