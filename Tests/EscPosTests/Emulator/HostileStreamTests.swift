import PosModel
import Testing

@testable import EscPos

/// Streams that nobody in his right mind sends: the emulator takes them all, in bounded memory.
@Suite struct HostileStreamTests {
  private static let receipt: [UInt8] = {
    let parts: [[UInt8]] = [
      [0x1B, 0x40, 0x1B, 0x61, 1, 0x1D, 0x21, 0x11], Array("Total 12.50\n".utf8), [0x1C, 0x26, 0xCA, 0xD5, 0x0A],
      [0x1D, 0x76, 0x30, 0, 2, 0, 3, 0, 1, 2, 3, 4, 5, 6], [0x1D, 0x6B, 73, 4, 0x7B, 0x42, 0x31, 0x32],
      [0x1D, 0x28, 0x6B, 5, 0, 0x31, 80, 0x30, 0x68, 0x69, 0x1D, 0x28, 0x6B, 3, 0, 0x31, 81, 0x30],
      [
        0x1D, 0x28, 0x4C, 12, 0, 0x30, 0x70, 0x30, 1, 1, 0x31, 8, 0, 2, 0, 0xFF, 0x81, 0x1D, 0x28, 0x4C, 2, 0, 0x30,
        0x32,
      ],
      [0x1B, 0x4C, 0x1B, 0x57, 0, 0, 0, 0, 200, 0, 100, 0, 0x61, 0x0C, 0x1B, 0x2A, 33, 1, 0, 1, 2, 3, 0x0A],
      [0x1D, 0x56, 66, 0, 0x1B, 0x70, 0, 50, 50],
    ]
    return parts.flatMap { $0 }
  }()

  private func check(_ paper: PaperPreview, _ why: String) {
    #expect(paper.roll.items.count <= PaperRoll.longestItems, "\(why)")
    #expect(paper.lines.items.count <= PaperLines.longestItems + 1, "\(why)")
    #expect(paper.unknown.count <= PrinterEmulator.longestUnknown && paper.effects.count <= 1_000, "\(why)")
  }

  @Test func `a receipt that is cut off anywhere is shown up to there`() {
    for length in Self.receipt.indices {
      let paper = PaperPreview(of: Array(Self.receipt[..<length]), profile: .generic)
      check(paper, "\(length) bytes")
      if let place = paper.cutOff { #expect(place < length) }
    }
    #expect(PaperPreview(of: Self.receipt).cutOff == nil)
  }

  @Test(arguments: Clones.all)
  func `bytes by chance are paper by chance`(profile: PrinterProfile) {
    for seed in 0..<UInt64(40) {
      var random = SplitMix(seed: seed)
      let bytes = (0..<2_000).map { _ -> UInt8 in
        random.chance(4) ? random.pick([0x1B, 0x1C, 0x1D, 0x10, 0x0A]) : UInt8(random.number(0...255))
      }
      check(PaperPreview(of: bytes, profile: profile), "seed \(seed)")
    }
  }

  @Test func `a line of megabytes is many lines, and the oldest are dropped`() {
    let paper = PaperPreview(of: [UInt8](repeating: 0x41, count: 2 << 20))
    check(paper, "long")
    #expect(paper.lines.fedLines == (2 << 20) / 48 + 1)
    #expect(paper.roll.dropped > 0)
  }

  @Test func `pictures that lie about their size print what there is`() {
    // GS v 0 and GS ( L of 65,535 × 65,535, GS 8 L of 4 GiB, FS q of 255 pictures, ESC * of 65,535 columns
    let heads: [[UInt8]] = [
      [0x1D, 0x76, 0x30, 0, 0xFF, 0xFF, 0xFF, 0xFF],
      [0x1D, 0x28, 0x4C, 0xFF, 0xFF, 0x30, 0x70, 0x30, 1, 1, 0x31, 0xFF, 0xFF, 0xFF, 0xFF],
      [0x1D, 0x38, 0x4C, 0xFF, 0xFF, 0xFF, 0xFF, 0x30, 0x70, 0x30, 1, 1, 0x31, 0xFF, 0xFF, 0xFF, 0xFF],
      [0x1C, 0x71, 255, 0xFF, 0xFF, 0xFF, 0xFF], [0x1B, 0x2A, 33, 0xFF, 0xFF], [0x1D, 0x2A, 255, 255],
      [0x1D, 0x51, 0x30, 0, 0xFF, 0xFF, 0xFF, 0xFF],
    ]
    for head in heads {
      let paper = PaperPreview(of: head + [UInt8](repeating: 0x55, count: 200_000))
      check(paper, "\(head)")
      #expect(
        paper.roll.items.allSatisfy { item in
          if case .bitmap(let bitmap, _, _) = item.kind { bitmap.bytes.count <= 6 << 20 } else { true }
        })
    }
  }

  @Test func `a row of ten thousand columns is an error that says so`() throws {
    let cells = (0..<10_000).map { _ in (text: [TextSpan("x")], column: ColumnSpec()) }
    let error = #expect(throws: PosError.self) {
      _ = try ReceiptLayout(profile: .generic).compose(ReceiptDocument([.row(RowElement(cells))]))
    }
    #expect(error?.message.contains("10000 columns, too many for 48 characters") == true)
  }
}
