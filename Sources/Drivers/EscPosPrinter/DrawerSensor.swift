import PosModel

/// What the level of the drawer's pin 3 means.
///
/// Which level is "open" depends on the drawer, and without a drawer the pin floats: so unless somebody has looked, nothing
/// is known until the level has changed once. The first change after a kick is an opening; failing that, the drawer counts
/// as closed when it was first seen.
struct DrawerSensor: Hashable, Sendable {
  static let kickWindow = Duration.seconds(2)

  private var level: Bool?
  private var closedLevel: Bool?
  private let isCalibrated: Bool
  private var kickedAt: Instant?
  private var awaitsOpening = false

  /// `openLevel`: what a technician has seen, or nil.
  init(openLevel: DriverSettings.DrawerLevel? = nil) {
    closedLevel = openLevel.map { $0 == .low }
    isCalibrated = openLevel != nil
  }

  /// nil: no sensor was ever seen to work.
  var isOpen: Bool? {
    guard let level, let closedLevel else { return nil }
    return level != closedLevel
  }

  mutating func linkOpened() {
    level = closedLevel == nil ? nil : level
    kickedAt = nil
    awaitsOpening = false
  }

  mutating func kicked(at now: Instant) {
    kickedAt = now
    awaitsOpening = isOpen != true
  }

  func wasKickedLately(_ now: Instant) -> Bool {
    kickedAt.map { now - $0 <= Self.kickWindow } ?? false
  }

  /// Takes in a level; answers with the event when the drawer has moved.
  mutating func see(high: Bool, now: Instant) -> (open: Bool, cause: DrawerCause)? {
    defer { level = high }
    guard let level, level != high else { return nil }
    let byKick = wasKickedLately(now) && awaitsOpening
    if !isCalibrated, byKick || closedLevel == nil { closedLevel = level }
    awaitsOpening = false
    let open = high != closedLevel
    return (open, open ? (byKick ? .kick : .key) : .closed)
  }
}
