extension GreyPicture {
  /// The same in another size: each side by the mean of what a dot covers when it shrinks, by linear interpolation when
  /// it grows.
  package func scaled(width newWidth: Int, height newHeight: Int) -> GreyPicture {
    let newWidth = max(1, newWidth)
    let newHeight = max(1, newHeight)
    if (newWidth == width && newHeight == height) || samples.isEmpty { return self }
    let columns = Resampling(from: width, to: newWidth)
    let rows = Resampling(from: height, to: newHeight)
    var result = [UInt8](repeating: 0, count: newWidth * newHeight)
    var sums = [UInt32](repeating: 0, count: width)
    var target = result.mutableSpan
    let source = samples.span
    for y in 0..<newHeight {
      var sum = sums.mutableSpan
      for x in 0..<width { sum[x] = 0 }
      for tap in rows.taps(of: y) {
        // The weights of a row are together 65,536, so no sum exceeds 255 of them.
        let weight = rows.weights[tap]
        let row = rows.first[y] + tap - rows.start[y]
        let line = source.extracting(row * width..<(row + 1) * width)
        for x in 0..<width { sum[x] &+= UInt32(truncatingIfNeeded: line[x]) &* weight }
      }
      let weights = columns.weights.span
      for x in 0..<newWidth {
        var total: UInt64 = 1 << 31
        var place = columns.first[x]
        for tap in columns.taps(of: x) {
          total &+= UInt64(truncatingIfNeeded: sum[place]) &* UInt64(truncatingIfNeeded: weights[tap])
          place += 1
        }
        target[y * newWidth + x] = UInt8(truncatingIfNeeded: total >> 32)
      }
    }
    return GreyPicture(width: newWidth, height: newHeight, samples: result) ?? self
  }
}

/// Which samples of a side each dot of the new side is made of, and how much of each; the weights of a dot are together
/// 65,536.
struct Resampling {
  /// The first sample of each dot.
  private(set) var first: [Int] = []
  /// Where each dot's weights start; one more than there are dots.
  private(set) var start: [Int] = [0]
  private(set) var weights: [UInt32] = []

  init(from count: Int, to newCount: Int) {
    let ratio = Double(count) / Double(newCount)
    first.reserveCapacity(newCount)
    for dot in 0..<newCount {
      var lower: Double
      var upper: Double
      if ratio > 1 {
        lower = Double(dot) * ratio
        upper = min(lower + ratio, Double(count))
      } else {
        // Two neighbours, each by how near its middle is: what a window of one sample's width covers of them.
        lower = (Double(dot) + 0.5) * ratio - 0.5
        upper = lower + 1
      }
      lower = max(0, min(lower, Double(count) - 1))
      upper = max(lower, min(upper, Double(count)))
      append(lower, upper, count)
    }
  }

  func taps(of dot: Int) -> Range<Int> { start[dot]..<start[dot + 1] }

  private mutating func append(_ lower: Double, _ upper: Double, _ count: Int) {
    let low = min(Int(lower), count - 1)
    let high = max(low + 1, min(Int(upper.rounded(.up)), count))
    var left: UInt32 = 65_536
    let span = max(upper - lower, 1e-9)
    for sample in low..<high {
      let covered = max(0, min(upper, Double(sample + 1)) - max(lower, Double(sample)))
      let weight = sample == high - 1 ? left : min(left, UInt32((covered / span * 65_536).rounded()))
      weights.append(weight)
      left -= weight
    }
    first.append(low)
    start.append(weights.count)
  }
}
