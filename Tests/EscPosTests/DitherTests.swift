import EscPos
import PosTesting
import Testing

struct DitherTests {
  /// A landscape of slopes, waves and edges, the same in every run.
  private static let landscape: GreyPicture = {
    let (width, height) = (576, 400)
    var samples = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        // Two triangle waves of different length, a slope, and a dark disc.
        let wave = abs(x * 5 % 510 - 255) / 2 + abs(y * 3 % 510 - 255) / 4
        let disc = (x - 300) * (x - 300) + (y - 150) * (y - 150) < 8000 ? 90 : 0
        samples[y * width + x] = UInt8(min(255, max(0, wave + x / 8 - disc)))
      }
    }
    guard let picture = GreyPicture(width: width, height: height, samples: samples) else { preconditionFailure() }
    return picture
  }()

  private func flat(_ grey: UInt8, width: Int = 64, height: Int = 64) throws -> GreyPicture {
    try #require(GreyPicture(width: width, height: height, samples: [UInt8](repeating: grey, count: width * height)))
  }

  /// How far the tone of blocks of 16 × 16 dots is from the picture's, in greys, on average.
  private func toneError(_ picture: GreyPicture, _ bitmap: Bitmap) -> Double {
    var errors: [Double] = []
    for top in stride(from: 0, to: picture.height - 15, by: 16) {
      for left in stride(from: 0, to: picture.width - 15, by: 16) {
        var difference = 0
        for y in top..<top + 16 {
          for x in left..<left + 16 {
            difference += Int(picture.samples[y * picture.width + x]) - (bitmap[x, y] ? 0 : 255)
          }
        }
        errors.append(abs(Double(difference)) / 256)
      }
    }
    return errors.reduce(0, +) / Double(max(1, errors.count))
  }

  /// What error diffusion can do at all: half a dot in each direction at a block's edge is about one grey. Pillow's
  /// convert("1") has 1.07 on this picture.
  @Test func `Floyd and Steinberg keep the tone`() {
    let bitmap = Bitmap(Self.landscape, dither: .floydSteinberg)
    #expect(toneError(Self.landscape, bitmap) <= 1.1)
  }

  @Test(arguments: [Picture.Dither.floydSteinberg, .ordered], [UInt8(10), 64, 127, 128, 200, 250])
  func `an even grey has its share of dots, and no seam`(dither: Picture.Dither, grey: UInt8) throws {
    let bitmap = Bitmap(try flat(grey), dither: dither)
    let share = 255 - Int(grey)
    let count = bitmap.bytes.reduce(0) { $0 + $1.nonzeroBitCount }
    #expect(abs(count * 255 - share * 4096) < 4096 * 4)
    for left in stride(from: 0, to: 64, by: 16) {
      var column = 0
      for y in 0..<64 { for x in left..<left + 16 where bitmap[x, y] { column += 1 } }
      #expect(abs(column * 255 - share * 1024) < 1024 * 12, "columns from \(left)")
    }
  }

  @Test(arguments: Picture.Dither.allCases, [1, 7, 8, 9, 576])
  func `black is black and white is white in every width`(dither: Picture.Dither, width: Int) throws {
    let black = Bitmap(try flat(0, width: width, height: 5), dither: dither)
    #expect(black == Bitmap(width: width, height: 5).inverted())
    #expect(Bitmap(try flat(255, width: width, height: 5), dither: dither) == Bitmap(width: width, height: 5))
  }

  @Test func `Atkinson is paler in the dark and keeps the order of tones`() throws {
    let counts = try [UInt8(40), 90, 140, 200].map { grey in
      Bitmap(try flat(grey), dither: .atkinson).bytes.reduce(0) { $0 + $1.nonzeroBitCount }
    }
    #expect(counts == counts.sorted(by: >))
    #expect(Set(counts).count == 4)
  }

  @Test func `a threshold prints what is darker`() throws {
    let picture = try #require(GreyPicture(width: 4, height: 1, samples: [0, 99, 100, 255]))
    #expect(Bitmap(picture, dither: .threshold, threshold: 100).bytes == [0b1100_0000])
    #expect(Bitmap(grey: [0], width: 2, height: 1, dither: .threshold) == nil)
  }

  @Test func `a picture shrinks to the mean of what it covers`() throws {
    let picture = try #require(GreyPicture(width: 4, height: 2, samples: [0, 100, 200, 200, 100, 200, 0, 0]))
    #expect(picture.scaled(width: 2, height: 1).samples == [100, 100])
    #expect(picture.scaled(width: 1, height: 1).samples == [100])
    // Three of four: thirds of the neighbours.
    let odd = try #require(GreyPicture(width: 3, height: 1, samples: [0, 90, 240]))
    #expect(odd.scaled(width: 2, height: 1).samples == [30, 190])
  }

  @Test func `a picture grows without steps and keeps its ends`() throws {
    let picture = try #require(GreyPicture(width: 2, height: 1, samples: [0, 200]))
    #expect(picture.scaled(width: 8, height: 1).samples == [0, 0, 25, 75, 125, 175, 200, 200])
    #expect(picture.scaled(width: 2, height: 3).samples == [0, 200, 0, 200, 0, 200])
  }

  @Test(arguments: [(1, 1), (3, 7), (17, 5), (500, 2)], [1, 2, 16, 577])
  func `an even picture stays even in any size`(size: (Int, Int), side: Int) throws {
    let scaled = try flat(77, width: size.0, height: size.1).scaled(width: side, height: side)
    #expect(scaled.samples == [UInt8](repeating: 77, count: side * side))
  }

  @Test func `four quarter turns are none`() throws {
    let bitmap = Bitmap(Self.landscape, dither: .floydSteinberg)
    let turned = bitmap.turned(quarters: 1)
    #expect((turned.width, turned.height) == (bitmap.height, bitmap.width))
    #expect(turned[bitmap.height - 1, 0] == bitmap[0, 0])
    #expect(turned.turned(quarters: 1) == bitmap.turned(quarters: 2))
    #expect(turned.turned(quarters: 3) == bitmap)
  }
}
