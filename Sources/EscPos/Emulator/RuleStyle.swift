/// How GS ( Q draws: one line or two, thin, medium or thick.
struct RuleStyle: Hashable, Sendable {
  /// In dots.
  var thickness: Int
  var isDouble: Bool

  /// m1: 1 to 3 are single lines, 4 to 6 double ones. How many dots each is wide differs among models.
  init?(_ number: UInt8) {
    guard (1...6).contains(number) else { return nil }
    thickness = Int(number - 1) % 3 + 1
    isDouble = number > 3
  }

  /// Where the lines begin, across them.
  var places: [Int] { isDouble ? [0, thickness + gap] : [0] }
  /// Both lines and what is between them.
  var width: Int { isDouble ? 2 * thickness + gap : thickness }
  private var gap: Int { max(2, thickness) }
}

/// A line along the paper that has begun and not ended (GS ( Q 51).
struct OpenRule: Hashable, Sendable {
  static let most = 16

  var x: Int
  var y: Int
  var style: RuleStyle
  var isRed: Bool
}
