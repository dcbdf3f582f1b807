import PosModel

/// A job that has ended in the middle, as far as its driver knows.
struct Interruption: Hashable, Sendable {
  /// So many bytes may be missing before the printer listens again.
  var missing: Int

  /// The most that is ever made up.
  static let longest = 256 << 10

  init(missing: Int) { self.missing = missing }

  /// `isExact`: the link tells how many bytes the printer has taken; elsewhere some are still on their way. Where it broke
  /// the printer may be in any command of what was on its way.
  init(_ attempt: inout PrintAttempt, isExact: Bool) {
    let rest = attempt.cursor.missing(after: attempt.sent, of: attempt.work.bytes)
    let reach = attempt.reach ?? attempt.sent
    if isExact, reach <= attempt.sent + rest {
      missing = rest
    } else {
      _ = attempt.cursor.missing(after: reach, of: attempt.work.bytes)
      missing = max(rest, attempt.cursor.longestCommand)
    }
  }
}
