/// Turns rows of dots into the columns of ESC *.
enum ColumnBits {
  /// Appends `rows` (8 or 24) dots of each column from the top, a byte for eight; rows below the picture are white.
  static func append(_ bitmap: Bitmap, _ row: Int, rows: Int, to output: inout [UInt8]) {
    let groups = rows / 8
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: bitmap.width * groups))
    let length = bitmap.bytesPerRow
    for group in 0..<groups {
      for byte in 0..<length {
        var square: UInt64 = 0
        for line in 0..<8 {
          let y = row + group * 8 + line
          let dots = y < bitmap.height ? bitmap.bytes[y * length + byte] : 0
          square = square << 8 | UInt64(dots)
        }
        guard square != 0 else { continue }
        let turned = transposed(square)
        for column in 0..<min(8, bitmap.width - byte * 8) {
          output[start + (byte * 8 + column) * groups + group] =
            UInt8(truncatingIfNeeded: turned >> UInt64(56 - column * 8))
        }
      }
    }
  }

  /// An 8 × 8 square of bits, rows in bytes from the most significant, mirrored at its diagonal.
  private static func transposed(_ square: UInt64) -> UInt64 {
    var x = square
    var t = (x ^ x >> 7) & 0x00AA_00AA_00AA_00AA
    x = x ^ t ^ t << 7
    t = (x ^ x >> 14) & 0x0000_CCCC_0000_CCCC
    x = x ^ t ^ t << 14
    t = (x ^ x >> 28) & 0x0000_0000_F0F0_F0F0
    return x ^ t ^ t << 28
  }
}
