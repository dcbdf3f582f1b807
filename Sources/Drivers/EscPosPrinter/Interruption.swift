import PosModel

/// A job that has ended in the middle, as far as its driver knows.
struct Interruption: Hashable, Sendable {
  /// So many bytes may be missing before the printer listens again.
  var missing: Int

  /// The most that is ever made up.
  static let longest = 256 << 10

  /// `isExact`: the link tells how many bytes the printer has taken; elsewhere some are still on their way.
  init(_ attempt: inout PrintAttempt, isExact: Bool) {
    let rest = attempt.cursor.missing(after: attempt.sent, of: attempt.work.bytes)
    missing = isExact ? rest : max(rest, attempt.cursor.longestCommand)
  }
}
