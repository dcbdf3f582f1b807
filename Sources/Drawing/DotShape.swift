import EscPos

/// Dots that are higher than wide, as those of impact heads and of ESC * with 8 dots are.
struct DotShape {
  /// In widths of a dot.
  let rowHeight: Double

  init(_ rowHeight: Double = 1) {
    self.rowHeight = rowHeight
  }

  /// As many rows as are about as high as `dots` are wide, at least one.
  func rows(_ dots: Int) -> Int { max(1, Int((Double(dots) / rowHeight).rounded())) }

  /// A square module of about `size` dots in whole rows, so that all are alike: as wide as the rows are high, unless
  /// `count` of them would be wider than `most`.
  func module(_ size: Int, count: Int, atMost most: Int) -> (width: Int, rows: Int) {
    if rowHeight == 1 { return (size, size) }
    let near = (Double(size) / rowHeight).rounded(.down)
    var best: (width: Int, rows: Int)?
    for rows in [near, near + 1] where rows >= 1 {
      let width = max(1, Int((rows * rowHeight).rounded()))
      guard width * count <= most, best.map({ abs(width - size) <= abs($0.width - size) }) ?? true else { continue }
      best = (width, Int(rows))
    }
    return best ?? (size, rows(size))
  }

  /// What was drawn in square dots.
  func fitted(_ bitmap: Bitmap) -> Bitmap {
    guard rowHeight != 1 else { return bitmap }
    let samples = (0..<bitmap.height).flatMap { y in (0..<bitmap.width).map { x in bitmap[x, y] ? 0 : 255 as UInt8 } }
    guard let grey = GreyPicture(width: bitmap.width, height: bitmap.height, samples: samples) else { return bitmap }
    return Bitmap(grey.scaled(width: bitmap.width, height: rows(bitmap.height)), dither: .threshold)
  }
}
