import PosModel

/// A scan that comes in several reports: what has come of it, the pause that ends it, and the rest that is dropped, up to its
/// end or a pause, once a part of it is lost.
struct PartedScan<Scan: Sendable>: Sendable {
  /// What has come so far; nil between two scans.
  var scan: Scan?
  private(set) var isDiscarding = false
  private var gap: IdleGap
  /// When its first part came, and the last one that more was to follow; nil while none has.
  private var first: Instant?
  private var last: Instant?
  /// Something may be missing, and nobody was told: what comes next would show it.
  private var isUntold = false

  init(pause: Duration) {
    gap = IdleGap(pause)
  }

  /// The pause has begun and is over, although its timer has not gone off yet.
  func isOver(_ now: Instant) -> Bool { gap.isOver(now) }

  /// The link is new.
  mutating func reset() {
    forget()
    gap.reset()
    endDiscarding()
  }

  /// A part has come, and more must follow.
  mutating func expectMore(_ now: Instant, _ actions: inout [DriverAction]) {
    first = first ?? now
    last = now
    gap.touch(now, &actions)
  }

  /// From the first part to the one that came at `end`; nil of a scan in one part. Without `end`, to the last that has come.
  func span(to end: Instant? = nil) -> Duration? {
    guard let first, let end = end ?? last, end > first else { return nil }
    return end - first
  }

  /// The scan is complete, or nothing more is to come of it.
  mutating func forget() {
    scan = nil
    first = nil
    gap.stop()
  }

  // MARK: Loss

  /// Drops the scan, and what will come of it.
  mutating func discard(_ now: Instant, _ actions: inout [DriverAction]) {
    scan = nil
    first = nil
    isDiscarding = true
    gap.touch(now, &actions)
  }

  mutating func endDiscarding() {
    isDiscarding = false
    isUntold = false
    gap.stop()
  }

  /// Whether a part that has come is of a scan that is lost, or comes while reading is off.
  mutating func drops(
    last isLast: Bool, isEnabled: Bool, _ reporter: inout ScanReporter, _ now: Instant,
    _ actions: inout [DriverAction]
  ) -> Bool {
    guard isDiscarding || !isEnabled else { return false }
    if isUntold, isEnabled { reporter.lose(.overflow, &actions) }
    isUntold = false
    if isLast { endDiscarding() } else { discard(now, &actions) }
    return true
  }

  /// A part that makes no sense: it was of the scan that is coming in, or a scan of its own.
  mutating func malformed(
    isEnabled: Bool, _ reporter: inout ScanReporter, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    if isEnabled, !isDiscarding || isUntold { reporter.lose(.malformed, &actions) }
    isUntold = false
    if scan != nil || isDiscarding { discard(now, &actions) }
  }

  /// Reports are missing. After a failed read that is told as soon as it is known: before an unplug reads fail for nothing.
  mutating func loseInput(
    _ loss: InputLoss, isEnabled: Bool, _ reporter: inout ScanReporter, _ now: Instant,
    _ actions: inout [DriverAction]
  ) {
    if !isDiscarding || isUntold {
      let isSure = loss != .failedRead || scan != nil
      if isSure, isEnabled { reporter.lose(.overflow, &actions) }
      isUntold = !isSure
    }
    discard(now, &actions)
  }

  /// The timer of the pause has gone off. Whether a scan is there whose rest does not come.
  mutating func pauseOver(_ now: Instant, _ actions: inout [DriverAction]) -> Bool {
    guard gap.fired(now, &actions) else { return false }
    isDiscarding = false
    isUntold = false
    return scan != nil
  }
}
