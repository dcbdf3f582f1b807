import PosModel
import Reactor

/// Notices when the clock on the wall is set.
@ReactorActor
package final class StepWatch {
  /// What the clock may differ by before it counts as set, in milliseconds: corrections of some parts in a million are none.
  package nonisolated static let tolerance: Int64 = 2000
  private let wall: @ReactorActor () -> Int64
  private var last: (wall: Int64, instant: Instant)

  /// `wall` gives milliseconds since 1970.
  package init(wall: @escaping @ReactorActor () -> Int64 = { WallClock.now.milliseconds }) {
    self.wall = wall
    last = (wall(), Reactor.now)
  }

  /// What the clock on the wall shows.
  package var now: Int64 { wall() }

  /// By how many milliseconds the clock was set since the last call; nil when it was not.
  package func step() -> Int64? {
    let now = (wall: wall(), instant: Reactor.now)
    let step = now.wall &- last.wall &- (now.instant - last.instant).wholeMilliseconds
    last = now
    return step.magnitude >= UInt64(Self.tolerance) ? step : nil
  }

  /// The next call of `step` says it again.
  package func putBack(_ step: Int64) { last.wall &-= step }
}
