import EscPos
import Testing

/// Pictures, codes, page mode, cuts and answers.
@Suite struct EmulatorGraphicsTests {
  private func preview(_ bytes: [UInt8], _ profile: PrinterProfile = .generic) -> PaperPreview {
    PaperPreview(of: bytes, profile: profile)
  }

  @Test func `a raster is its rows, with multipliers and cut to the paper`() throws {
    // GS v 0 m 3 (2 × 2): 1 byte × 2 rows
    let small = preview([0x1D, 0x76, 0x30, 3, 1, 0, 2, 0, 0x80, 0x01])
    let bitmap = try #require(Bitmap(width: 8, height: 2, bytes: [0x80, 0x01]))
    #expect(small.roll.items == [PaperItem(x: 0, y: 0, .bitmap(bitmap, scaleX: 2, scaleY: 2))])
    #expect(small.roll.height == 4 && small.lines.text == "[picture 16×4]\n")
    // 80 bytes wide on 72
    let wide = preview([0x1D, 0x76, 0x30, 0, 80, 0, 2, 0] + (0..<160).map { UInt8($0 % 80) })
    guard case .bitmap(let kept, 1, 1)? = wide.roll.items.first?.kind else {
      Issue.record("no picture")
      return
    }
    #expect(kept.width == 576 && kept.bytes == (0..<2).flatMap { _ in (0..<72).map { UInt8($0) } })
  }

  @Test func `ESC @ forgets a picture that waits in the print buffer`() {
    // GS ( L 112: 8 × 1 dots; ESC @; GS ( L 50
    let stored: [UInt8] = [0x1D, 0x28, 0x4C, 11, 0, 0x30, 0x70, 0x30, 1, 1, 0x31, 8, 0, 1, 0, 0xFF]
    let printed: [UInt8] = [0x1D, 0x28, 0x4C, 2, 0, 0x30, 0x32]
    #expect(preview(stored + printed).roll.items.count == 1)
    #expect(preview(stored + [0x1B, 0x40] + printed).roll.items.isEmpty)
  }

  @Test func `columns in a line are dots of 8 and 24`() throws {
    // ESC * 33, 1 column; ESC * 0, 1 column of 8 dots: 2 wide, 3 high
    let printed = preview([0x1B, 0x2A, 33, 1, 0, 0x80, 0x00, 0x01, 0x1B, 0x2A, 0, 1, 0, 0xFF, 0x0A]).roll.items
    #expect(printed.map(\.x) == [0, 1] && printed.map(\.y) == [0, 0])
    guard case .bitmap(let high, 1, 1)? = printed.first?.kind, case .bitmap(let low, 2, 3)? = printed.last?.kind else {
      Issue.record("no columns")
      return
    }
    #expect(high.height == 24 && high[0, 0] && high[0, 23] && !high[0, 12])
    #expect(low.height == 8 && (0..<8).allSatisfy { low[0, $0] })
  }

  @Test func `graphics are buffered, stored, listed, printed and deleted`() {
    // GS ( L 112: 8 × 1, then 50
    let buffered: [UInt8] = [0x1D, 0x28, 0x4C, 11, 0, 0x30, 112, 0x30, 1, 1, 0x31, 8, 0, 1, 0, 0xAA]
    let printed = preview(buffered + [0x1D, 0x28, 0x4C, 2, 0, 0x30, 50])
    #expect(printed.lines.text == "[picture 8×1]\n")
    // 67 under "AB", 64 lists, 69 prints twice as wide, 66 deletes, 64, 51
    let store: [UInt8] = [0x1D, 0x28, 0x4C, 12, 0, 0x30, 67, 0x30, 0x41, 0x42, 1, 8, 0, 1, 0, 0x31, 0xAA]
    let list: [UInt8] = [0x1D, 0x28, 0x4C, 4, 0, 0x30, 64, 0x4B, 0x43]
    let show: [UInt8] = [0x1D, 0x28, 0x4C, 6, 0, 0x30, 69, 0x41, 0x42, 2, 1]
    let delete: [UInt8] = [0x1D, 0x28, 0x4C, 4, 0, 0x30, 66, 0x41, 0x42]
    let free: [UInt8] = [0x1D, 0x28, 0x4C, 2, 0, 0x30, 51]
    let memory = preview(store + list + show + delete + list + show + free)
    #expect(memory.lines.text == "[picture 16×1]\n")
    #expect(
      memory.effects == [
        .reply([0x37, 0x72, 0x40, 0x41, 0x42, 0x00]), .reply([0x37, 0x72, 0x40, 0x00]),
        .reply([0x37, 0x31] + Array("393216".utf8) + [0x00]),
      ])
  }

  @Test func `numbered and downloaded pictures are printed from memory`() {
    // FS q 1: 8 × 8 dots; FS p 1 0; GS * 1 1; GS / 3
    let eight = [UInt8](repeating: 0xFF, count: 8)
    let numbered = preview([0x1C, 0x71, 1, 1, 0, 1, 0] + eight + [0x1C, 0x70, 1, 0, 0x1C, 0x70, 2, 0])
    #expect(numbered.lines.text == "[picture 8×8]\n")
    #expect(preview([0x1D, 0x2A, 1, 1] + eight + [0x1D, 0x2F, 3]).lines.text == "[picture 16×16]\n")
  }

  @Test func `pictures that say more than they hold print nothing and are listed`() {
    // 112 with 65535 × 65535 dots and one byte
    let printed = preview([0x1D, 0x28, 0x4C, 11, 0, 0x30, 112, 0x30, 1, 1, 0x31, 0xFF, 0xFF, 0xFF, 0xFF, 0xAA])
    #expect(printed.roll.items.isEmpty && printed.unknown.count == 1)
  }

  @Test func `barcodes carry their settings`() {
    // GS h 60, GS w 2, GS H 2, GS k 67 13
    let printed = preview(
      [0x1D, 0x68, 60, 0x1D, 0x77, 2, 0x1D, 0x48, 2, 0x1D, 0x6B, 67, 13] + Array("4006381333931".utf8))
    let code = Barcode(.ean13, "4006381333931", moduleWidth: 2, height: 60, text: .below)
    #expect(printed.roll.items == [PaperItem(x: 0, y: 0, .barcode(code))])
    // GS k 73: {B "No" {C 12 34
    let mixed = preview([0x1D, 0x6B, 73, 8, 0x7B, 0x42, 0x4E, 0x6F, 0x7B, 0x43, 12, 34])
    #expect(mixed.lines.text == "[barcode CODE128 No1234]\n")
  }

  @Test func `two-dimensional codes carry theirs`() {
    // GS ( k QR: size 6, level H, store, print
    let stream: [UInt8] = [
      0x1D, 0x28, 0x6B, 3, 0, 0x31, 67, 6, 0x1D, 0x28, 0x6B, 3, 0, 0x31, 69, 51, 0x1D, 0x28, 0x6B, 5, 0, 0x31, 80, 0x30,
      0x68, 0x69, 0x1D, 0x28, 0x6B, 3, 0, 0x31, 81, 0x30,
    ]
    let printed = preview(stream)
    #expect(printed.roll.items.map(\.kind) == [.symbol(Symbol(.qr(.high), [0x68, 0x69], moduleSize: 6))])
    #expect(printed.lines.text == "[qr hi]\n")
    // print801: GS k 97 v 0, level L, 2 bytes
    #expect(preview([0x1D, 0x6B, 97, 0, 0, 2, 0, 0x68, 0x69], Clones.a).lines.text == "[qr hi]\n")
  }

  @Test func `a page is printed at once, in its direction`() {
    // ESC L, ESC W 10 20 100 200, "ab", GS $ 100, "c", FF
    let area: [UInt8] = [0x1B, 0x57, 10, 0, 20, 0, 100, 0, 200, 0]
    let page = preview([0x1B, 0x4C] + area + [0x61, 0x62, 0x1D, 0x24, 100, 0, 0x1B, 0x24, 0, 0, 0x63, 0x0C])
    #expect(page.roll.items.map(\.x) == [10, 10] && page.roll.items.map(\.y) == [20, 96])
    #expect(page.lines.text == " ab\n c\n" && page.roll.height == 220)
    // ESC T 1, 2, 3: from below, from the right, from above
    let corners = (1...3).map { turn -> PaperItem? in
      preview([0x1B, 0x4C] + area + [0x1B, 0x54, UInt8(turn), 0x61, 0x0C]).roll.items.first
    }
    #expect(corners.map { $0?.quarterTurns } == [3, 2, 1])
    #expect(corners.map { $0?.x } == [10, 110, 110] && corners.map { $0?.y } == [220, 220, 20])
    // CAN forgets, ESC S leaves nothing behind
    #expect(preview([0x1B, 0x4C, 0x61, 0x0A, 0x18, 0x62, 0x0C]).lines.text == "b\n")
    #expect(preview([0x1B, 0x4C, 0x61, 0x1B, 0x53, 0x62, 0x0A]).lines.text == "b\n")
  }

  @Test func `a cut stands above the head by the way to the cutter`() {
    // "a" LF, GS V 66 10: the cut is 10 dots behind the line
    let fed = preview([0x61, 0x0A, 0x1D, 0x56, 66, 10])
    #expect(fed.roll.items.last == PaperItem(x: 0, y: 40, .cut(.partial)) && fed.roll.height == 160)
    #expect(fed.lines.text == "a\n[cut]\n" && fed.effects == [.cut(.partial)])
    // Eight lines, GS V 0 without feeding: the last four hang below the cut.
    let early = preview([UInt8](repeating: 0x0A, count: 8) + [0x1D, 0x56, 0])
    #expect(early.roll.items.last == PaperItem(x: 0, y: 120, .cut(.full)))
    #expect(preview([0x1B, 0x69, 0x1B, 0x6D]).lines.cuts == 2)
  }

  @Test func `drawers, buzzers and questions come out in order`() {
    let stream: [UInt8] = [
      0x1B, 0x70, 1, 50, 10,  // on 100 ms, off not shorter
      0x1B, 0x28, 0x41, 4, 0, 0x30, 0x30, 2, 3,  // ESC ( A 48: twice 300 ms
      0x1D, 0x72, 1, 0x1D, 0x49, 67, 0x1D, 0x61, 0xFF, 0x1D, 0x28, 0x48, 6, 0, 0x30, 0x30, 0x41, 0x42, 0x43, 0x44,
      0x1D, 0x67, 0x32, 0, 20, 0,  // lines fed
    ]
    #expect(
      preview(stream).effects == [
        .pulse(pin: 5, on: .milliseconds(100), off: .milliseconds(100)),
        .beep(times: 2, on: .milliseconds(300), off: .milliseconds(300)), .paperStatus, .identity(67),
        .automaticStatus(mask: 0xFF), .processID([0x41, 0x42, 0x43, 0x44]), .reply([0x5F, 0x30, 0x00]),
      ])
  }

  @Test func `what is not understood is listed with its place`() {
    // "a", ESC ~, BEL, LF, and half of a raster
    let printed = preview([0x61, 0x1B, 0x7E, 0x07, 0x0A, 0x1D, 0x76, 0x30, 0, 1, 0, 9, 0, 1])
    #expect(printed.unknown.map(\.offset) == [1, 3] && printed.unknown.map(\.bytes) == [[0x1B, 0x7E], [0x07]])
    #expect(printed.cutOff == 5 && printed.lines.text == "a\n")
  }

  @Test func `clones deviate as they were observed`() {
    // A: ESC i only at the beginning of a line; ESC \ backwards ignored; ESC L does nothing
    #expect(preview([0x61, 0x1B, 0x69, 0x0A], Clones.a).lines.cuts == 0)
    #expect(preview([0x61, 0x1B, 0x5C, 0xF4, 0xFF, 0x62, 0x0A], Clones.a).lines.text == "ab\n")
    #expect(preview([0x1B, 0x4C, 0x61, 0x0A], Clones.a).lines.text == "a\n")
    // A: ESC J is shortened by the picture before it
    let band: [UInt8] = [0x1D, 0x76, 0x30, 0, 1, 0, 4, 0, 1, 2, 3, 4]
    #expect(preview(band + [0x1B, 0x4A, 10], Clones.a).roll.height == 10)
    // A: ESC d after a line feeds one less
    #expect(preview([0x61, 0x0A, 0x1B, 0x64, 3], Clones.a).roll.height == 90)
    // B: ESC J ignored, the line feed after a picture swallowed, 66 ignored, ESC $ after text ignored, no DataBar
    #expect(preview([0x1B, 0x4A, 100], Clones.b).roll.height == 0)
    #expect(preview(band + [0x0A, 0x0A], Clones.b).roll.height == 34)
    #expect(preview([0x61, 0x0A, 0x1D, 0x56, 66, 0], Clones.b).lines.text == "a\n")
    #expect(preview([0x61, 0x1B, 0x24, 200, 0, 0x62, 0x0A], Clones.b).lines.text == "ab\n")
    #expect(preview([0x1D, 0x6B, 75, 2, 0x31, 0x32], Clones.b).roll.items.isEmpty)
  }
}
