/// How many symbol characters the message of a MaxiCode takes (ISO/IEC 16023, annex A): never more than what an encoder
/// makes.
enum MaxiCodeSize {
  private static let a = 0
  private static let b = 1
  /// Code sets C, D and E.
  private static let others = 2
  private static let never = ModePath.never

  private static let path = ModePath(
    latch: [[0, 1, 1], [1, 0, 1], [0, 0, 0]],
    shift: [[never, 1, never], [1, never, never], [never, never, never]])

  static func characters(_ data: [UInt8]) -> Int {
    // None holds more, and what is longer need not be looked at.
    guard data.count <= 138 else { return data.count }
    return path.least(data.count) { index, mode, take in
      if mode == others { return take(ModePath.Step(cost: 1, mode: mode)) }
      if holds(data[index], mode) { take(ModePath.Step(cost: 1, mode: mode)) }
      // Numeric shift: nine digits in six.
      if index + 9 <= data.count, data[index..<index + 9].allSatisfy(CodeRules.isDigit) {
        take(ModePath.Step(count: 9, cost: 6, mode: mode))
      }
      // Two or three of set A by one shift.
      for count in 2...3 where mode == b && index + count <= data.count {
        guard data[index..<index + count].allSatisfy({ holds($0, a) }) else { continue }
        take(ModePath.Step(count: count, cost: count + 1, mode: mode))
      }
    }
  }

  private static func holds(_ byte: UInt8, _ mode: Int) -> Bool {
    if (28...30).contains(byte) { return true }
    return mode == a
      ? byte == 13 || (0x41...0x5A).contains(byte) || (0x30...0x3A).contains(byte)
        || " \"#$%&'()*+,-./".utf8.contains(byte)
      : (0x60...0x7F).contains(byte) || ";<=>?[\\]^_ ,./:@!".utf8.contains(byte)
  }
}
