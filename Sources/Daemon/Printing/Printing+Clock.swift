import Logging
import PosModel
import PrintSpool
import Reactor

/// Jobs on the disk when the clock on the wall is set. What waits in this run is measured by the time since boot.
extension Printing {
  /// A clock that is wrong at the start, or set, is put right within this time, where somebody does.
  static let settleTime = Duration.seconds(3600)

  /// The times on the disk move with the clock: what was accepted in this run stays as old as it is.
  func followClock() async {
    guard let step = clock.step() else { return }
    settledAt = Reactor.now + Self.settleTime
    let (now, run) = (clock.now, firstRun)
    do throws(PosError) {
      try await disk.write { (database) throws(PosError) in
        try database.shiftTimes(by: step, after: run.place, since: run.startedAt, now: now)
      }
      firstRun.startedAt = run.startedAt &+ step
      log.notice("the clock was set: the times of the print jobs move with it", metadata: ["seconds": "\(step / 1000)"])
    } catch {
      clock.putBack(step)
      log.error("the times of the print jobs do not follow the clock", metadata: ["error": "\(error)"])
    }
  }
}
