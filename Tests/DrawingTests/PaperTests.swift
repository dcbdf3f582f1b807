import EscPos
import PosModel
import Rendering
import Testing

@testable import Drawing

struct PaperTests {
  private func roll(_ items: [PaperItem], width: Int = 100, height: Int = 60) -> PaperRoll {
    var roll = PaperRoll(width: width)
    roll.height = height
    roll.items = items
    return roll
  }

  /// The preview as a picture of black and white again, without its margins of 24 dots.
  private func preview(_ items: [PaperItem], scale: Int = 1, threshold: Int = 128) throws -> [String] {
    let png = try png(roll(items), scale: scale)
    let bitmap = try drawn(.picture(Picture(png, maximumWidth: 4096, dither: .threshold, threshold: threshold)))
    return rows(bitmap).dropFirst(24 * scale).dropLast(24 * scale).map {
      String($0.dropFirst(24 * scale).dropLast(24 * scale))
    }
  }

  private func png(_ roll: PaperRoll, scale: Int = 1) throws -> [UInt8] {
    switch Renderer().answer(.preview(roll, scale: scale)) {
    case .png(let file): return file
    case .failure(let error): throw error
    default: throw PosError(.failure, "neither picture nor error")
    }
  }

  private func ink(_ rows: [String]) -> Int { rows.reduce(0) { $0 + $1.count { $0 == "#" } } }

  @Test func `dots stand where they were printed, turned around their corner`() throws {
    let bitmap = try #require(Bitmap(width: 2, height: 1, bytes: [0b1100_0000]))
    let kind = PaperItem.Kind.bitmap(bitmap, scaleX: 3, scaleY: 2)
    let places: [Int: (ClosedRange<Int>, ClosedRange<Int>)] = [
      0: (50...55, 30...31), 1: (48...49, 30...35), 2: (44...49, 28...29), 3: (50...51, 24...29),
    ]
    for (turns, (columns, lines)) in places {
      let rows = try preview([PaperItem(x: 50, y: 30, quarterTurns: turns, kind)])
      for (y, row) in rows.enumerated() {
        for (x, dot) in row.enumerated() {
          #expect((dot == "#") == (columns.contains(x) && lines.contains(y)), "\(turns) turns, \(x), \(y)")
        }
      }
    }
  }

  @Test func `Chinese text can be seen, two cells a character`() throws {
    var hanzi = PaperText(cellWidth: 12, cellHeight: 24)
    hanzi.cells = 2
    let rows = try preview([
      PaperItem(x: 0, y: 0, .text("中", hanzi)),
      PaperItem(x: 24, y: 0, .text("A", PaperText(cellWidth: 12, cellHeight: 24))),
    ])
    #expect(ink(rows.map { String($0.prefix(24)) }) > 40)
    #expect(ink(rows.map { String($0.dropFirst(24).prefix(12)) }) > 20)
    #expect(ink(rows.map { String($0.dropFirst(36)) }) == 0)
    #expect(ink(Array(rows.dropFirst(24))) == 0)
  }

  @Test func `multipliers stretch the letters`() throws {
    let wide = try preview([PaperItem(x: 0, y: 0, .text("H", PaperText(cellWidth: 48, cellHeight: 24)))])
    let columns = (0..<100).filter { x in wide.contains { Array($0)[x] == "#" } }
    #expect((columns.last ?? 0) - (columns.first ?? 0) > 24)
    let high = try preview([PaperItem(x: 0, y: 0, .text("H", PaperText(cellWidth: 12, cellHeight: 48)))])
    #expect(high.count { $0.contains("#") } > 26)
  }

  @Test func `inverted, underlined and rotated text can be told apart`() throws {
    var looks = [PaperText](repeating: PaperText(cellWidth: 12, cellHeight: 24), count: 4)
    looks[1].isInverted = true
    looks[2].underline = 2
    looks[3].isRotated = true
    let drawn = try looks.map { try preview([PaperItem(x: 0, y: 0, .text("L", $0))]) }
    #expect(Set(drawn).count == 4)
    #expect(ink(drawn[1]) == 12 * 24 - ink(drawn[0]))
    #expect(drawn[2][22].hasPrefix("############"))
  }

  @Test func `ground, shadow and blank characters can be told apart`() throws {
    var looks = [PaperText](repeating: PaperText(cellWidth: 12, cellHeight: 24), count: 5)
    looks[1].background = .black
    looks[2].shadow = .black
    looks[3].isBlank = true
    looks[3].background = .black
    looks[4].isBlank = true
    let drawn = try looks.map { try preview([PaperItem(x: 0, y: 0, .text("L", $0))]) }
    #expect(ink(drawn[1]) == 12 * 24)
    #expect(ink(drawn[2]) > ink(drawn[0]))
    #expect(ink(drawn[3]) == 12 * 24 - ink(drawn[0]))
    #expect(ink(drawn[4]) == 0)
    // Turned by a quarter, it has as many dots.
    for (look, upright) in zip(looks, drawn) {
      let turned = try preview([PaperItem(x: 50, y: 0, quarterTurns: 1, .text("L", look))])
      #expect(ink(turned) == ink(upright))
    }
  }

  @Test func `the space behind inverted characters is inverted too`() throws {
    var look = PaperText(cellWidth: 12, cellHeight: 24)
    look.isInverted = true
    look.spacing = 4
    let rows = try preview([PaperItem(x: 0, y: 0, .text("L", look))])
    #expect(rows[0].hasPrefix(String(repeating: "#", count: 16) + "."))
  }

  @Test func `a rule is all black`() throws {
    let rows = try preview([PaperItem(x: 10, y: 20, .rule(width: 30, height: 2))])
    #expect(ink(rows) == 60 && rows[20].hasPrefix(String(repeating: ".", count: 10) + "#"))
  }

  @Test func `red is not black`() throws {
    let bitmap = try #require(Bitmap(width: 8, height: 1, bytes: [0xFF]))
    let item = PaperItem(x: 0, y: 0, isRed: true, .bitmap(bitmap, scaleX: 1, scaleY: 1))
    #expect(ink(try preview([item], threshold: 20)) == 0)
    #expect(ink(try preview([item], threshold: 128)) == 8)
  }

  @Test func `a cut is a dashed line across the paper`() throws {
    let rows = try preview([PaperItem(x: 0, y: 30, .cut(.full))], threshold: 200)
    #expect(rows[30].contains("#") && rows[30].contains("."))
  }

  @Test func `scale makes each dot larger`() throws {
    let bitmap = try #require(Bitmap(width: 1, height: 1, bytes: [0x80]))
    let rows = try preview([PaperItem(x: 0, y: 0, .bitmap(bitmap, scaleX: 1, scaleY: 1))], scale: 3)
    #expect(rows.count == 180)
    #expect(ink(rows) == 9 && rows[2].hasPrefix("###."))
  }

  @Test func `a code that cannot be drawn is told on the paper, and the rest is there`() throws {
    let rows = try preview([
      PaperItem(x: 0, y: 0, .barcode(Barcode(.ean13, "x"))),
      PaperItem(x: 0, y: 30, .text("A", PaperText(cellWidth: 12, cellHeight: 24))),
    ])
    #expect(ink(Array(rows.prefix(24))) > 200)
    #expect(ink(Array(rows.dropFirst(30))) > 20)
  }

  @Test func `what lies outside the paper is cut off`() throws {
    let bitmap = Bitmap(width: 64, height: 64).inverted()
    for (x, y) in [(-65_000, 0), (130_000, 130_000), (-60, -60), (90, 50)] {
      for turns in 0..<4 {
        let item = PaperItem(x: x, y: y, quarterTurns: turns, .bitmap(bitmap, scaleX: 16, scaleY: 16))
        _ = try png(roll([item]))
      }
    }
  }

  @Test func `the longest roll is drawn`() throws {
    let long = roll(
      [PaperItem(x: 0, y: 64_000, .text("end", PaperText(cellWidth: 12, cellHeight: 24)))], height: 65_000)
    #expect(try png(long).count < 1 << 20)
  }
}
