/// A picture of one bit a dot: rows from the top, 8 dots a byte, the most significant bit at the left; 1 prints.
package struct Bitmap: Hashable, Sendable {
  /// In dots; a row is padded to a whole byte, and the padding is 0.
  package let width: Int
  package let height: Int
  package var bytes: [UInt8]

  package var bytesPerRow: Int { Self.bytesPerRow(width) }

  /// nil unless `bytes` has `height` rows of `(width + 7) / 8` bytes.
  package init?(width: Int, height: Int, bytes: [UInt8]) {
    guard width >= 0, height >= 0, bytes.count == Self.bytesPerRow(width) * height else { return nil }
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// A white one.
  package init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    bytes = [UInt8](repeating: 0, count: Self.bytesPerRow(self.width) * self.height)
  }

  package static func bytesPerRow(_ width: Int) -> Int { (width + 7) / 8 }

  /// Dots outside are white, and setting them does nothing.
  package subscript(x: Int, y: Int) -> Bool {
    get {
      guard x >= 0, x < width, y >= 0, y < height else { return false }
      return bytes[y * bytesPerRow + x >> 3] & (0x80 >> (x & 7)) != 0
    }
    set {
      guard x >= 0, x < width, y >= 0, y < height else { return }
      let bit: UInt8 = 0x80 >> (x & 7)
      let index = y * bytesPerRow + x >> 3
      if newValue { bytes[index] |= bit } else { bytes[index] &= ~bit }
    }
  }
}
