/// Eight grey fields from white to black, as a PNG file (W3C PNG, second edition; RFC 1950 and 1951, stored blocks).
enum GreyWedge {
  private static let fields = 8

  static func png(width: Int, height: Int) -> [UInt8] {
    let width = max(fields, min(width, 2000))
    let row = [0] + (0..<width).map { UInt8(truncatingIfNeeded: 255 - ($0 * fields / width) * 255 / (fields - 1)) }
    var rows: [UInt8] = []
    for _ in 0..<max(1, min(height, 200)) { rows += row }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // 8 bits of grey, no interlacing.
    file += chunk("IHDR", word(UInt32(width)) + word(UInt32(max(1, min(height, 200)))) + [8, 0, 0, 0, 0])
    file += chunk("IDAT", stored(rows))
    return file + chunk("IEND", [])
  }

  /// A zlib stream of blocks that are not compressed.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let part = bytes[start..<min(bytes.count, start + 0xFFFF)]
      start = part.endIndex
      let count = UInt16(truncatingIfNeeded: part.count)
      stream.append(start == bytes.count ? 1 : 0)
      for number in [count, ~count] { stream += [UInt8(truncatingIfNeeded: number), UInt8(number >> 8)] }
      stream += part
    } while start < bytes.count
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return stream + word(high << 16 | low)
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    var register = UInt32.max
    for byte in body {
      register ^= UInt32(byte)
      for _ in 0..<8 { register = register & 1 == 0 ? register >> 1 : register >> 1 ^ 0xEDB8_8320 }
    }
    return word(UInt32(data.count)) + body + word(~register)
  }

  private static func word(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }
}
