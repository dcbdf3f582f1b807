extension Bitmap {
  /// Turned clockwise by quarters; any number.
  package func turned(quarters: Int) -> Bitmap {
    let turns = quarters & 3
    if turns == 0 { return self }
    var result = turns == 2 ? Bitmap(width: width, height: height) : Bitmap(width: height, height: width)
    for y in 0..<height {
      for x in 0..<width where self[x, y] {
        switch turns {
        case 1: result[height - 1 - y, x] = true
        case 2: result[width - 1 - x, height - 1 - y] = true
        default: result[y, width - 1 - x] = true
        }
      }
    }
    return result
  }

  /// Black where it was white; the padding stays 0.
  package func inverted() -> Bitmap {
    var result = self
    let padding = UInt8(truncatingIfNeeded: 0xFF << (bytesPerRow * 8 - width))
    for index in result.bytes.indices {
      result.bytes[index] = ~result.bytes[index]
      if index % bytesPerRow == bytesPerRow - 1 { result.bytes[index] &= padding }
    }
    return result
  }
}
