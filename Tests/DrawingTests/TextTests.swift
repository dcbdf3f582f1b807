import EscPos
import PosModel
import Rendering
import Testing

@testable import Drawing

struct TextTests {
  private static let texts = ["A", "王小明", "Ελλάδα", "مرحبا", "สวัสดี", "😀", "👨‍👩‍👧‍👦", "Ẫg", "W", "\u{0}\n", "𠮷", "..."]

  @Test(arguments: texts, [(12, 24), (24, 24), (9, 17), (72, 24), (24, 48), (1, 1), (8, 200)])
  func `a text fills its cell and no more`(text: String, size: (width: Int, height: Int)) throws {
    let bitmap = try drawn(.text(DrawnText(text, width: size.width, height: size.height)))
    #expect((bitmap.width, bitmap.height) == size)
  }

  @Test func `hanzi have strokes and differ`() throws {
    let one = try drawn(.text(DrawnText("王", width: 24, height: 24)))
    let other = try drawn(.text(DrawnText("明", width: 24, height: 24)))
    #expect(black(one) > 40)
    #expect(black(one) < 400)
    #expect(one != other)
  }

  @Test func `nothing of a tall or wide letter is cut off`() throws {
    // What touches the edge may be whole; in a cell with room around it, it has as many parts.
    for text in ["Ẫg", "王王王王", "WWWW"] {
      let bitmap = try drawn(.text(DrawnText(text, width: 96, height: 24)))
      let columns = (0..<96).filter { x in (0..<24).contains { bitmap[x, $0] } }
      #expect((columns.last ?? 0) - (columns.first ?? 0) > 10)
      #expect((columns.first ?? -1) >= 0)
    }
  }

  @Test func `a character is as wide and as turned as the printer would set it`() throws {
    func columns(_ text: DrawnText) throws -> Int {
      let bitmap = try drawn(.text(text))
      return (0..<bitmap.width).count { x in (0..<bitmap.height).contains { bitmap[x, $0] } }
    }
    let (one, two) = (
      try columns(DrawnText("王", width: 48, height: 24)), try columns(DrawnText("王", width: 48, height: 24, stretch: 2))
    )
    #expect(abs(two - one * 2) <= 2)
    let upright = try drawn(.text(DrawnText("王", width: 24, height: 48)))
    #expect(try drawn(.text(DrawnText("王", width: 48, height: 24, isTurned: true))) == upright.turned(quarters: 1))
  }

  @Test func `a word that is too wide becomes narrower, not shorter`() throws {
    let long = try drawn(.text(DrawnText("ABCDEFGHIJ", width: 60, height: 24)))
    let columns = (0..<60).filter { x in (0..<24).contains { long[x, $0] } }
    #expect((columns.first ?? 60) < 6)
    #expect((columns.last ?? 0) > 53)
  }

  @Test func `bold, underline and inversion can be seen`() throws {
    let plain = try drawn(.text(DrawnText("Ab", width: 24, height: 24)))
    let bold = try drawn(.text(DrawnText("Ab", width: 24, height: 24, isBold: true)))
    let underlined = try drawn(.text(DrawnText("Ab", width: 24, height: 24, isUnderlined: true)))
    let inverted = try drawn(.text(DrawnText("Ab", width: 24, height: 24, isInverted: true)))
    #expect(black(bold) > black(plain))
    #expect((0..<24).allSatisfy { underlined[$0, 23] })
    #expect(black(inverted) == 24 * 24 - black(plain))
  }

  @Test func `what no font has is told by its number`() {
    let renderer = Renderer()
    // A private character and one that nobody has assigned, among letters that every font has.
    let text = Artwork.text(DrawnText("A\u{10FFFD}B\u{E0FF}A\u{10FFFD}", width: 144, height: 24))
    guard case .bitmap(_, let missing) = renderer.answer(.draw(text)) else {
      Issue.record("no bitmap")
      return
    }
    #expect(missing == [0xE0FF, 0x10FFFD])
    // What was missing before is not missing now.
    let plain = Artwork.text(DrawnText("AB", width: 24, height: 24))
    guard case .bitmap(_, let none) = renderer.answer(.draw(plain)) else {
      Issue.record("no bitmap")
      return
    }
    #expect(none.isEmpty)
  }

  @Test func `Arabic letters are joined`() throws {
    // Four letters by themselves cover more columns than the word that they make.
    let word = try drawn(.text(DrawnText("ببب", width: 200, height: 24)))
    let apart = try drawn(.text(DrawnText("ب ب ب", width: 200, height: 24)))
    #expect(rows(word) != rows(apart))
    #expect(black(word) > 0)
  }
}
