extension Bitmap {
  /// The dots that look like `grey` from a distance: each sample becomes one dot.
  package init(_ grey: GreyPicture, dither: Picture.Dither, threshold: Int = 128) {
    self.init(width: grey.width, height: grey.height)
    if bytes.isEmpty { return }
    switch dither {
    case .floydSteinberg: floydSteinberg(grey)
    case .atkinson: atkinson(grey)
    case .ordered: ordered(grey)
    case .threshold: compare(grey, with: UInt8(min(max(threshold, 1), 255)))
    }
  }

  /// nil unless there are `width` × `height` samples, 0 black to 255 white.
  package init?(grey: [UInt8], width: Int, height: Int, dither: Picture.Dither, threshold: Int = 128) {
    guard let picture = GreyPicture(width: width, height: height, samples: grey) else { return nil }
    self.init(picture, dither: dither, threshold: threshold)
  }

  /// Error diffusion (Floyd and Steinberg 1976) in sixteenths of a grey.
  ///
  /// Nothing of an error is lost: not to rounding, and at the sides it goes down instead of out. Every row goes from the
  /// left: rows in turns would have fewer worms in even greys, but keep the tone of small areas worse.
  private mutating func floydSteinberg(_ grey: GreyPicture) {
    let width = grey.width
    // What the row above has left for each dot, from the second on; the first takes what goes to the left of the paper.
    var errors = [Int32](repeating: 0, count: width + 1)
    let source = grey.samples.span
    let stride = bytesPerRow
    var target = bytes.mutableSpan
    for y in 0..<grey.height {
      var error = errors.mutableSpan
      let line = source.extracting(y * width..<(y + 1) * width)
      // For the next dot; for the one below the last dot; for the one below this dot.
      var ahead: Int32 = 0
      var behind: Int32 = 0
      var below: Int32 = 0
      var x = 0
      for place in y * stride..<(y + 1) * stride {
        var dots: UInt8 = 0
        var bit: UInt8 = 0x80
        let end = min(x &+ 8, width)
        while x < end {
          let wanted = Int32(truncatingIfNeeded: line[x]) &* 16 &+ ahead &+ error[x &+ 1]
          let isBlack = wanted < 2048
          dots |= isBlack ? bit : 0
          bit &>>= 1
          let left = wanted &- (isBlack ? 0 : 4080)
          ahead = (left &* 7) &>> 4
          let backward = (left &* 3) &>> 4
          let down = (left &* 5) &>> 4
          error[x] = behind &+ backward
          behind = below &+ down
          below = left &- ahead &- backward &- down
          x &+= 1
        }
        target[place] = dots
      }
      // What would leave the paper stays in the column.
      error[width] = behind &+ below &+ ahead
      error[1] &+= error[0]
    }
  }

  /// Diffuses three quarters of the error in eighths over a wider neighbourhood: paler, with more contrast.
  private mutating func atkinson(_ grey: GreyPicture) {
    let width = grey.width
    // Two columns of margin at each side take what leaves the paper.
    var now = [Int32](repeating: 0, count: width + 4)
    var next = now
    var afterNext = now
    let stride = bytesPerRow
    let source = grey.samples.span
    var target = bytes.mutableSpan
    for y in 0..<grey.height {
      var first = now.mutableSpan
      var second = next.mutableSpan
      var third = afterNext.mutableSpan
      for x in 0..<width {
        let wanted = Int32(truncatingIfNeeded: source[y &* width &+ x]) &* 8 &+ first[x &+ 2]
        let isBlack = wanted < 1024
        if isBlack { target[y &* stride &+ x >> 3] |= 0x80 &>> UInt8(truncatingIfNeeded: x & 7) }
        let part = (wanted &- (isBlack ? 0 : 2040)) / 8
        first[x &+ 3] &+= part
        first[x &+ 4 < width &+ 4 ? x &+ 4 : x &+ 3] &+= part
        second[x &+ 1] &+= part
        second[x &+ 2] &+= part
        second[x &+ 3] &+= part
        third[x &+ 2] &+= part
      }
      for x in 0..<width + 4 { first[x] = 0 }
      (now, next, afterNext) = (next, afterNext, now)
    }
  }

  /// A threshold matrix of 8 × 8 (Bayer 1973): a regular pattern, which survives copying and faxing.
  private mutating func ordered(_ grey: GreyPicture) {
    let limits = Self.bayer.map { UInt8((Int($0) * 2 + 1) * 255 / 128 + 1) }
    let width = grey.width
    let stride = bytesPerRow
    let source = grey.samples.span
    var target = bytes.mutableSpan
    for y in 0..<grey.height {
      let row = (y & 7) * 8
      for x in 0..<width where source[y &* width &+ x] < limits[row | x & 7] {
        target[y &* stride &+ x >> 3] |= 0x80 &>> UInt8(truncatingIfNeeded: x & 7)
      }
    }
  }

  private mutating func compare(_ grey: GreyPicture, with limit: UInt8) {
    let width = grey.width
    let stride = bytesPerRow
    let source = grey.samples.span
    var target = bytes.mutableSpan
    for y in 0..<grey.height {
      for x in 0..<width where source[y &* width &+ x] < limit {
        target[y &* stride &+ x >> 3] |= 0x80 &>> UInt8(truncatingIfNeeded: x & 7)
      }
    }
  }

  private static let bayer: [UInt8] = [
    0, 32, 8, 40, 2, 34, 10, 42,
    48, 16, 56, 24, 50, 18, 58, 26,
    12, 44, 4, 36, 14, 46, 6, 38,
    60, 28, 52, 20, 62, 30, 54, 22,
    3, 35, 11, 43, 1, 33, 9, 41,
    51, 19, 59, 27, 49, 17, 57, 25,
    15, 47, 7, 39, 13, 45, 5, 37,
    63, 31, 55, 23, 61, 29, 53, 21,
  ]
}
