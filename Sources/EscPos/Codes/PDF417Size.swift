/// How many codewords and columns a PDF417 takes (ISO/IEC 15438).
enum PDF417Size {
  /// The submodes of text compaction, in table 5's order.
  private static let alpha: UInt8 = 1
  private static let lower: UInt8 = 2
  private static let mixed: UInt8 = 4
  private static let punctuation: UInt8 = 8

  static func isText(_ data: [UInt8]) -> Bool {
    data.allSatisfy { (0x20...0x7E).contains($0) || [0x09, 0x0A, 0x0D].contains($0) }
  }

  /// Of text, as zint sets it: numbers of 13 digits and more in numeric compaction, the rest in text compaction.
  static func textCodewords(_ text: [UInt8]) -> Int {
    var codewords = 0
    var start = 0
    var index = 0
    while index < text.count {
      let end = text[index...].firstIndex { !CodeRules.isDigit($0) } ?? text.count
      guard end - index >= 13 else {
        index = max(end, index + 1)
        continue
      }
      codewords += textCodewords(text[start..<index], isFirst: start == 0) + 1 + ((end - index) * 15 + 43) / 44
      (start, index) = (end, end)
    }
    return codewords + textCodewords(text[start...], isFirst: start == 0)
  }

  /// Two values are a codeword. Characters of another submode are shifted, or latched to if the next is of it too.
  private static func textCodewords(_ text: ArraySlice<UInt8>, isFirst: Bool) -> Int {
    var values = 0
    var mode = alpha
    for index in text.indices {
      values += 1
      let modes = modes(text[index])
      if modes & mode != 0 { continue }
      let next = index + 1 < text.endIndex ? modes & Self.modes(text[index + 1]) : 0
      let isShift = modes & punctuation != 0 && mode != punctuation || modes & alpha != 0 && mode == lower
      if next == 0, isShift {
        values += 1
      } else {
        let new = next == 0 ? modes : next
        let lowest = new & (~new &+ 1)
        values += latch(from: mode, to: lowest)
        mode = lowest
      }
    }
    return values == 0 ? 0 : (values + 1) / 2 + (isFirst ? 0 : 1)
  }

  private static func latch(from mode: UInt8, to new: UInt8) -> Int {
    switch (mode, new) {
    case (alpha, punctuation), (lower, alpha), (lower, punctuation), (punctuation, lower), (punctuation, mixed): 2
    default: 1
    }
  }

  private static func modes(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A: alpha
    case 0x61...0x7A: lower
    case 0x20: alpha | lower | mixed
    case 0x09, 0x0D, 0x2C, 0x3A, 0x2D, 0x2E, 0x24, 0x2F, 0x2A: mixed | punctuation
    case 0x30...0x39, 0x26, 0x23, 0x2B, 0x25, 0x3D, 0x5E: mixed
    default: punctuation
    }
  }

  /// The columns of a symbol that leaves them to its maker: as many as make it as high as readers like, but so few that
  /// it is at most `modules` wide; nil: none of that width holds `codewords`, all of them.
  static func columns(codewords: Int, rows: Int, isTruncated: Bool, modules: Int) -> Int? {
    let most = min(30, (modules - (isTruncated ? 35 : 69)) / 17)
    let least = (codewords + (rows > 0 ? rows : 90) - 1) / (rows > 0 ? rows : 90)
    guard most >= 1, least <= most else { return nil }
    let usual = rows > 0 ? least : Int(0.5 + (Double(codewords) / 3).squareRoot())
    return min(most, max(least, usual))
  }
}
