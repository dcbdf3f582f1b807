import CPictures
import EscPos
import PosModel

/// White paper on which dots of four colours are set; what lies outside is cut off.
struct PaperCanvas {
  enum Colour: UInt8 {
    case white = 0
    case black, red, grey
  }

  private static let palette: [UInt8] = [255, 255, 255, 0, 0, 0, 208, 0, 0, 160, 160, 160]

  let width: Int
  let height: Int
  private var dots: [UInt8]

  init(width: Int, height: Int) {
    self.width = max(1, width)
    self.height = max(1, height)
    dots = [UInt8](repeating: 0, count: self.width * self.height)
  }

  /// Sets the dots of `bitmap`, each `scaleX` × `scaleY` large, with its top left corner at `x`, `y`.
  mutating func set(_ bitmap: Bitmap, x: Int, y: Int, scaleX: Int = 1, scaleY: Int = 1, _ colour: Colour) {
    let stride = bitmap.bytesPerRow
    for row in 0..<bitmap.height where y + (row + 1) * scaleY > 0 && y + row * scaleY < height {
      for index in 0..<stride {
        var byte = bitmap.bytes[row * stride + index]
        while byte != 0 {
          let bit = byte.leadingZeroBitCount
          byte &= ~(0x80 >> UInt8(bit))
          fill(x: x + (index * 8 + bit) * scaleX, y: y + row * scaleY, width: scaleX, height: scaleY, colour)
        }
      }
    }
  }

  mutating func fill(x: Int, y: Int, width: Int, height: Int, _ colour: Colour) {
    let columns = max(0, x)..<max(max(0, x), min(self.width, x + width))
    for row in max(0, y)..<max(max(0, y), min(self.height, y + height)) {
      for column in columns { dots[row * self.width + column] = colour.rawValue }
    }
  }

  /// A PNG of 2 bits a pixel in which each dot is `scale` × `scale` pixels.
  func png(scale: Int) throws(PosError) -> [UInt8] {
    var file: UnsafeMutablePointer<UInt8>?
    var length = 0
    let result = dots.withUnsafeBufferPointer {
      posd_png_write(
        $0.baseAddress, UInt32(clamping: width), UInt32(clamping: height), UInt32(clamping: scale), Self.palette, &file,
        &length)
    }
    guard result == 0, let file else { throw .noMemory }
    defer { posd_png_free(file) }
    return Array(UnsafeBufferPointer(start: file, count: length))
  }
}
