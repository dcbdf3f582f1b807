import PosModel
import Reactor

/// Whether one printer of the kitchen takes tickets, and since when.
struct PrinterHealth {
  /// Since when it prints nothing; nil while it does.
  private(set) var blockedSince: Instant?
  /// The same by the clock on the wall, RFC 3339.
  private(set) var blockedTime: String?
  private(set) var reason: DeviceReason?
  /// Since when nothing is known against it.
  private(set) var wellSince: Instant?

  /// What is seen of it now; a job that waits and has not been tried yet is no news.
  mutating func see(_ sight: Sight, now: Instant) {
    switch sight {
    case .unknown: break
    case .well:
      blockedSince = nil
      blockedTime = nil
      reason = nil
      wellSince = wellSince ?? now
    case .blocked(let why):
      if blockedSince == nil {
        blockedSince = now
        blockedTime = WallClock.time(of: now).text
      }
      reason = why ?? reason
      wellSince = nil
    }
  }

  enum Sight {
    case well
    case unknown
    case blocked(DeviceReason?)
  }
}
