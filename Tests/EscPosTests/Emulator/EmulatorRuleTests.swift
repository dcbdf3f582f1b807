import EscPos
import Testing

/// GS ( Q and GS ( P: lines, rectangles and the height of pages.
@Suite struct EmulatorRuleTests {
  private struct Rule: Equatable, CustomStringConvertible {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
    var description: String { "(\(x), \(y), \(width) × \(height))" }
  }

  private func preview(_ parts: [UInt8]...) -> PaperPreview { PaperPreview(of: parts.flatMap { $0 }) }

  private func rules(_ paper: PaperPreview) -> [Rule] {
    paper.roll.items.compactMap {
      guard case .rule(let width, let height) = $0.kind, $0.quarterTurns == 0 else { return nil }
      return Rule(x: $0.x, y: $0.y, width: width, height: height)
    }
  }

  /// ESC L, ESC W 10 20 100 200
  private let area: [UInt8] = [0x1B, 0x4C, 0x1B, 0x57, 10, 0, 20, 0, 100, 0, 200, 0]

  /// GS ( Q 48 x1 y1 x2 y2 c m1 m2
  private func line(_ x1: UInt8, _ y1: UInt8, _ x2: UInt8, _ y2: UInt8, style: UInt8 = 1) -> [UInt8] {
    [0x1D, 0x28, 0x51, 12, 0, 48, x1, 0, y1, 0, x2, 0, y2, 0, 1, style, 48]
  }

  @Test func `a line of a page stands where its ends are, thickened by its direction`() {
    // From the left: downwards; from the right: upwards; down: to the right; up: to the left. FF
    let paper = preview(
      area, line(5, 50, 24, 50, style: 3), line(24, 50, 5, 50, style: 3), line(40, 10, 40, 19, style: 2),
      line(40, 19, 40, 10, style: 2), [0x0C])
    #expect(
      rules(paper) == [
        Rule(x: 15, y: 70, width: 20, height: 3), Rule(x: 15, y: 68, width: 20, height: 3),
        Rule(x: 50, y: 30, width: 2, height: 10), Rule(x: 49, y: 30, width: 2, height: 10),
      ])
    #expect(paper.unknown.isEmpty && paper.roll.height == 220)
  }

  @Test func `a double line is two, and what lies outside of the area is cut off`() {
    // Thin and double, to x 200 of an area of 100
    let paper = preview(area, line(90, 0, 200, 0, style: 4), [0x0C])
    #expect(rules(paper) == [Rule(x: 100, y: 20, width: 10, height: 1), Rule(x: 100, y: 23, width: 10, height: 1)])
    #expect(rules(preview(area, line(150, 0, 200, 0), [0x0C])).isEmpty)
  }

  @Test func `lines turn with the page`() {
    // ESC T 1, 2, 3: 20 dots along the direction from its start, 5 across
    let turned = (1...3).map { turn in
      rules(preview(area, [0x1B, 0x54, UInt8(turn)], line(0, 5, 19, 5), [0x0C])).first
    }
    #expect(
      turned == [
        // From below: the area's bottom is at 220.
        Rule(x: 15, y: 200, width: 1, height: 20),
        // From the right, upside down: its right is at 110.
        Rule(x: 90, y: 214, width: 20, height: 1),
        // From above: 5 dots from the right.
        Rule(x: 104, y: 20, width: 1, height: 20),
      ])
  }

  @Test func `a rectangle has four sides, thickened inwards`() {
    // GS ( Q 49 from 10, 10 to 59, 39, 2 dots thick
    let box: [UInt8] = [0x1D, 0x28, 0x51, 14, 0, 49, 59, 0, 39, 0, 10, 0, 10, 0, 1, 2, 48, 48, 1]
    #expect(
      rules(preview(area, box, [0x0C])) == [
        Rule(x: 20, y: 30, width: 50, height: 2), Rule(x: 20, y: 58, width: 50, height: 2),
        Rule(x: 20, y: 30, width: 2, height: 30), Rule(x: 68, y: 30, width: 2, height: 30),
      ])
  }

  @Test func `a line of a page is read as a line of its own`() {
    // "a", GS ( Q 48 across 48 dots of the line below it
    let paper = preview(area, Array("a\n".utf8), line(0, 40, 47, 40), [0x0C])
    #expect(paper.lines.text == " a\n ────\n")
  }

  @Test func `a line across the roll feeds it`() {
    // "a" LF; GS ( Q 50 from 24 to 71, feeds 10, thin; "b" LF
    let paper = preview(
      Array("a\n".utf8), [0x1D, 0x28, 0x51, 9, 0, 50, 24, 0, 71, 0, 10, 1, 1, 48], Array("b\n".utf8))
    #expect(rules(paper) == [Rule(x: 24, y: 30, width: 48, height: 1)])
    #expect(paper.roll.items.map(\.y) == [0, 30, 40] && paper.lines.text == "a\n  ────\nb\n")
  }

  @Test func `a line along the roll goes from where it begins to where it ends`() {
    // GS ( Q 51 100 begins, two lines, ends; another one begins at 200 and never ends.
    let begin: [UInt8] = [0x1D, 0x28, 0x51, 7, 0, 51, 100, 0, 1, 1, 3, 48]
    let end: [UInt8] = [0x1D, 0x28, 0x51, 7, 0, 51, 100, 0, 0, 1, 3, 48]
    let open: [UInt8] = [0x1D, 0x28, 0x51, 7, 0, 51, 200, 0, 1, 1, 1, 48]
    let paper = preview([0x0A], begin, open, [0x0A, 0x0A], end, [0x0A])
    #expect(rules(paper) == [Rule(x: 100, y: 30, width: 3, height: 60), Rule(x: 200, y: 30, width: 1, height: 90)])
    // One ends that never began.
    #expect(preview(end).unknown.map(\.offset) == [0])
  }

  @Test func `a line that cannot be drawn is listed`() {
    // Slanting; of no style; and outside of page mode
    #expect(preview(area, line(0, 0, 9, 9), [0x0C]).unknown.map(\.offset) == [12])
    #expect(preview(area, line(0, 0, 9, 0, style: 7), [0x0C]).unknown.count == 1)
    #expect(preview(line(0, 0, 9, 0)).unknown.count == 1)
  }

  @Test func `direction and area that are set before a page are the page's`() {
    // "a", ESC T 3, ESC W 10 20 100 200, "b" LF: nothing of the line is lost. ESC L, "c", FF; ESC L, ESC T 0, "d", FF
    let setting: [UInt8] = [0x1B, 0x54, 3, 0x1B, 0x57, 10, 0, 20, 0, 100, 0, 200, 0]
    let paper = preview(
      [0x61], setting, [0x62, 0x0A], [0x1B, 0x4C, 0x63, 0x0C], [0x1B, 0x4C, 0x1B, 0x54, 0, 0x64, 0x0C])
    #expect(paper.lines.text.hasPrefix("ab\n"))
    #expect(paper.roll.items.map(\.quarterTurns) == [0, 1, 0])
    #expect(paper.roll.items.map(\.x) == [0, 110, 10] && paper.roll.items.map(\.y) == [0, 50, 270])
  }

  @Test func `CAN forgets what stands in the area, whichever way it is turned`() {
    // ESC T 0 to 3, "a" LF, GS ( Q 48, CAN, "b", FF
    for turn in 0...3 as ClosedRange<UInt8> {
      let paper = preview(area, [0x1B, 0x54, turn, 0x61, 0x0A], line(0, 0, 9, 0), [0x18, 0x62, 0x0C])
      #expect(paper.lines.text.filter { $0.isLetter } == "b" && rules(paper).isEmpty, "\(turn)")
    }
  }

  @Test func `units are those of the direction of writing`() {
    // GS P 0 and 58 (3.5 dots); ESC T 1: what runs along the paper is in the unit of the feed.
    let paper = preview(
      area, [0x1D, 0x50, 0, 58, 0x1B, 0x54, 1, 0x1B, 0x24, 10, 0, 0x61, 0x1D, 0x24, 30, 0, 0x62, 0x0C])
    // 203 × 10 / 58 is 35: the corners are at 220 − 35, and 12 dots further; the second base line is at 30.
    #expect(paper.roll.items.map(\.y) == [185, 173] && paper.roll.items.map(\.x) == [10, 16])
  }

  @Test func `pages have spacings of their own`() {
    // ESC 3 60, ESC SP 10, "a" LF; ESC L "b" "c" LF, ESC 3 50, "d" LF "e" FF; "f" LF "g" LF
    let paper = preview(
      [0x1B, 0x33, 60, 0x1B, 0x20, 10, 0x61, 0x0A], area, [0x62, 0x0A, 0x1B, 0x33, 50, 0x64, 0x0A, 0x65, 0x0C],
      [0x66, 0x0A, 0x67, 0x0A])
    let spacings = paper.roll.items.map { item in
      if case .text(_, let look) = item.kind { look.spacing } else { -1 }
    }
    #expect(spacings == [10, 0, 0, 0, 10, 10])
    // The page is at 60: its area at 80, base lines 30 and 50 apart; behind it lines are 60 apart again.
    #expect(paper.roll.items.map(\.y) == [0, 80, 110, 160, 280, 340])
  }

  @Test func `GS ( P says how high a page is`() {
    // GS ( P 48 65535 400 0 1, ESC L, FF; then with ESC @ between
    let size: [UInt8] = [0x1D, 0x28, 0x50, 8, 0, 48, 0xFF, 0xFF, 0x90, 0x01, 0, 0, 1]
    #expect(preview(size, [0x1B, 0x4C, 0x61, 0x0C]).roll.height == 400)
    #expect(preview(size, [0x1B, 0x40, 0x1B, 0x4C, 0x61, 0x0C]).roll.height == 831)
  }
}
