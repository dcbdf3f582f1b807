import PosModel

/// Which step to take against a link that misbehaves: each trouble climbs, calm starts again from the first step.
struct RecoveryLadder: Hashable, Sendable {
  enum Step: String, CaseIterable, Sendable {
    case clearHalt, reopen, reset, faulted
  }

  /// Trouble after so long without any is a new one.
  static let calm = Duration.seconds(30)
  /// How often the same step is tried again when it has helped, but not for long.
  static let relapseLimit = 3

  private var climbed = 0
  private var relapses = 0
  private var helped = false
  private var lastTrouble: Instant?

  /// The step to take now.
  mutating func trouble(now: Instant) -> Step {
    let isNew = helped && lastTrouble.map { now - $0 >= Self.calm } != false
    let isRelapse = helped && !isNew && climbed > 0
    helped = false
    lastTrouble = now
    if isNew {
      climbed = 0
      relapses = 0
    } else if isRelapse {
      relapses += 1
      if relapses < Self.relapseLimit { return Step.allCases[climbed - 1] }
      relapses = 0
    }
    let step = Step.allCases[min(climbed, Step.allCases.count - 1)]
    climbed = min(climbed + 1, Step.allCases.count)
    return step
  }

  /// Something went through again.
  mutating func healthy() {
    helped = true
  }
}
