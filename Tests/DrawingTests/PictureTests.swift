import EscPos
import PosModel
import Rendering
import Testing

@testable import Drawing

struct PictureTests {
  private func draw(_ name: String, _ change: (inout Picture) -> Void = { _ in }) throws -> Bitmap {
    var picture = Picture(try file(name), maximumWidth: 576, dither: .threshold)
    change(&picture)
    return try drawn(.picture(picture))
  }

  /// Each is a ramp of eight greys from black to white.
  @Test(arguments: [
    "ramp-grey.png", "ramp-palette.png", "ramp-rgb.png", "ramp-16.png", "ramp-alpha.png", "ramp-interlaced.png",
  ])
  func `every kind of PNG becomes the same greys`(name: String) throws {
    let bitmap = try draw(name)
    #expect(rows(bitmap) == [String](repeating: "####....", count: 8))
    #expect(rows(try draw(name) { $0.threshold = 40 }) == [String](repeating: "##......", count: 8))
  }

  @Test(arguments: ["half-grey.jpg", "half-rgb.jpg", "half-cmyk.jpg", "half-progressive.jpg"])
  func `every kind of JPEG becomes the same greys`(name: String) throws {
    #expect(rows(try draw(name)) == [String](repeating: "########........", count: 8))
  }

  @Test func `a picture is turned as the camera was held`() throws {
    #expect(rows(try draw("half-exif-3.jpg")) == [String](repeating: "........########", count: 8))
    let black = [String](repeating: "########", count: 8)
    let white = [String](repeating: "........", count: 8)
    #expect(rows(try draw("half-exif-6.jpg")) == black + white)
    #expect(rows(try draw("half-exif-8.jpg")) == white + black)
  }

  @Test func `pictures that other programs wrote are read`() throws {
    #expect(rows(try draw("black_white.png")) == rows(try draw("black_white.jpg")))
    #expect(black(try draw("canvas_black.jpg")) > 0)
    #expect(try draw("black_white_tall.png").height > draw("black_white.png").height)
    #expect(black(try draw("black_transparent.png")) > 0)
  }

  @Test func `a picture fills the width that is asked for, and keeps its shape`() throws {
    let large = try draw("half-grey.jpg") { $0.width = 160 }
    #expect((large.width, large.height) == (160, 80))
    #expect(large[60, 40] && !large[100, 40])
    let flat = try draw("half-grey.jpg") { ($0.width, $0.rowHeight) = (160, 160.0 / 72) }
    #expect((flat.width, flat.height) == (160, 36))
    #expect(flat[60, 18] && !flat[100, 18])
    let small = try draw("half-grey.jpg") { $0.maximumWidth = 4 }
    #expect(rows(small) == ["##..", "##.."])
    #expect(try draw("half-grey.jpg") { $0.width = 1000 }.width == 576)
  }

  @Test func `more gamma is lighter`() throws {
    #expect(black(try draw("ramp-grey.png") { $0.gamma = 3 }) < black(try draw("ramp-grey.png") { $0.gamma = 0.3 }))
    #expect(PictureDecoder.table(gamma: 1) == Array(0...255))
  }

  @Test(arguments: ["ramp-grey.png", "ramp-interlaced.png", "half-rgb.jpg", "half-progressive.jpg"])
  func `a file that is cut off anywhere is an error, not half a picture`(name: String) throws {
    let whole = try file(name)
    for length in 0..<whole.count - 14 {
      let picture = Picture(Array(whole[..<length]), maximumWidth: 576)
      #expect(throws: PosError.self, "\(length) of \(whole.count) bytes") { try drawn(.picture(picture)) }
    }
  }

  @Test(arguments: ["ramp-grey.png", "ramp-palette.png", "half-cmyk.jpg", "half-progressive.jpg", "half-exif-6.jpg"])
  func `no damaged byte does more than spoil the picture`(name: String) throws {
    let whole = try file(name)
    for index in whole.indices {
      for value: UInt8 in [0, 0xFF, whole[index] ^ 0x80] {
        var bytes = whole
        bytes[index] = value
        let reply = Renderer().answer(.draw(.picture(Picture(bytes, maximumWidth: 64))))
        #expect(reply.answers(.draw(.picture(Picture(bytes, maximumWidth: 64)))))
      }
    }
  }

  @Test func `a header that promises more rows than there are is an error`() {
    #expect {
      try draw("lie-height.png")
    } throws: {
      ($0 as? PosError)?.message.contains("damaged or cut off") == true
    }
  }

  @Test(arguments: ["too-large.png", "too-wide.png"])
  func `a picture above the limits is refused by its header`(name: String) {
    #expect {
      try draw(name)
    } throws: {
      ($0 as? PosError)?.message.contains("at most 16384 a side") == true
    }
  }

  @Test func `a picture that would be too long on paper is refused`() {
    #expect(throws: PosError.self) {
      var picture = Picture(try file("black_white_tall.png"), width: 4096, maximumWidth: 4096)
      picture.file = try file("lie-height.png")
      _ = try drawn(.picture(picture))
    }
  }

  @Test func `what is no picture says so`() {
    #expect {
      try drawn(.picture(Picture(Array("GIF89a".utf8), maximumWidth: 576)))
    } throws: {
      ($0 as? PosError)?.message == "the picture is neither a PNG nor a JPEG file"
    }
  }
}
