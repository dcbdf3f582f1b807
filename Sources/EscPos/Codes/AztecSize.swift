/// How large an Aztec code becomes (ISO/IEC 24778): never smaller than what an encoder makes.
enum AztecSize {
  private static let upper = 0
  private static let lower = 1
  private static let mixed = 2
  private static let punctuation = 3
  private static let digit = 4
  private static let binary = 5
  private static let never = ModePath.never

  /// Table 2: latches by the shortest way, and the shifts to punctuation and capitals.
  private static let path = ModePath(
    latch: [
      [0, 5, 5, 10, 5, 21], [9, 0, 5, 10, 5, 30], [5, 5, 0, 5, 10, 26], [5, 10, 10, 0, 10, 26], [4, 9, 9, 14, 0, 25],
      [0, 5, 5, 10, 5, 0],
    ],
    shift: [
      [never, never, never, 5, never, never], [5, never, never, 5, never, never],
      [never, never, never, 5, never, never], [Int](repeating: never, count: 6), [4, never, never, 4, never, never],
      [Int](repeating: never, count: 6),
    ])

  /// The number that zint gives a size, and its side in modules; nil: none holds the data.
  static func smallest(_ data: [UInt8], percent: Int) -> (size: Int, side: Int)? {
    let bits = path.least(data.count) { index, mode, take in
      guard holds(data[index], mode) else { return }
      take(ModePath.Step(cost: mode == binary ? 8 : mode == digit ? 4 : 5, mode: mode))
    }
    for layers in 1...4 where holds(bits, layers, percent, isCompact: true) { return (layers, 11 + 4 * layers) }
    for layers in 4...32 where holds(bits, layers, percent, isCompact: false) {
      let side = 14 + 4 * layers
      return (layers + 4, side + 1 + 2 * ((side / 2 - 1) / 15))
    }
    return nil
  }

  private static func holds(_ bits: Int, _ layers: Int, _ percent: Int, isCompact: Bool) -> Bool {
    let word = layers <= 2 ? 6 : layers <= 8 ? 8 : layers <= 22 ? 10 : 12
    let words = ((isCompact ? 88 : 112) + 16 * layers) * layers / word
    // A codeword of equal bits is stuffed: at worst each holds one bit less.
    let needed = (bits + word - 2) / (word - 1)
    return needed <= (isCompact ? 64 : 2048) && needed + (words * percent + 99) / 100 + 3 <= words
  }

  private static func holds(_ byte: UInt8, _ mode: Int) -> Bool {
    switch mode {
    case upper: (0x41...0x5A).contains(byte) || byte == 0x20
    case lower: (0x61...0x7A).contains(byte) || byte == 0x20
    case mixed: (1...13).contains(byte) || (27...31).contains(byte) || " @\\^_`|~\u{7F}".utf8.contains(byte)
    case punctuation: byte == 13 || "!\"#$%&'()*+,-./:;<=>?[]{}".utf8.contains(byte)
    case digit: CodeRules.isDigit(byte) || " ,.".utf8.contains(byte)
    default: true
    }
  }
}
