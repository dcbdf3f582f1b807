import PosModel

/// What the level of a drawer's sensor means: pin 3 of a printer's connector, or a modem line.
///
/// Which level is "open" depends on the drawer, and without a drawer the pin floats: so unless somebody has looked, nothing
/// is known until the level has changed once. The first change after a kick is an opening; failing that, the drawer counts
/// as closed when it was first seen.
///
/// Several drawers of one printer share the one line, which says "open" while any of them is: only the one that was kicked
/// is told apart from the others.
struct DrawerSensor: Hashable, Sendable {
  static let kickWindow = Duration.seconds(2)
  static let leftOpenTimer = DriverTimer("leftOpen")

  private var level: Bool?
  private var closedLevel: Bool?
  private let isCalibrated: Bool
  private var kickedAt: Instant?
  private var kickedPin: Int?
  private var awaitsOpening = false
  /// The drawers on the line, where there are several.
  private let pins: Set<Int>
  /// Those of them that can be the open one.
  private var suspects: Set<Int> = []

  /// `openLevel`: what a technician has seen, or nil.
  init(openLevel: DrawerLevel? = nil, pins: Set<Int> = []) {
    closedLevel = openLevel.map { $0 == .low }
    isCalibrated = openLevel != nil
    self.pins = pins.count > 1 ? pins : []
  }

  /// nil: no sensor was ever seen to work.
  var isOpen: Bool? {
    guard let level, let closedLevel else { return nil }
    return level != closedLevel
  }

  /// The level itself; nil: not read since the link was opened.
  var isHigh: Bool? { level }

  /// What can be said of one drawer: of the one at `pin`, where they are several.
  func state(of pin: Int?) -> DriverReply {
    guard !pins.isEmpty else { return .drawer(open: isOpen) }
    guard isOpen == true, let pin else { return .drawer(open: isOpen, anyOpen: isOpen) }
    return .drawer(open: suspects == [pin] ? true : nil, anyOpen: true)
  }

  mutating func linkOpened() {
    level = closedLevel == nil ? nil : level
    kickedAt = nil
    awaitsOpening = false
  }

  /// Nobody answers any more: what was seen is not true for ever.
  mutating func forget() {
    level = nil
    awaitsOpening = false
  }

  mutating func kicked(at now: Instant, pin: Int) {
    if isOpen == true {
      // The line cannot show a second one.
      if pins.contains(pin) { suspects.insert(pin) }
      return
    }
    kickedAt = now
    kickedPin = pin
    awaitsOpening = true
  }

  func wasKickedLately(_ now: Instant) -> Bool {
    kickedAt.map { now - $0 <= Self.kickWindow } ?? false
  }

  /// Takes in a level and adds what follows for everybody: the event, its timer, the capability. True when the drawer has
  /// moved.
  mutating func see(high: Bool, now: Instant, leftOpen: Duration, _ actions: inout [DriverAction]) -> Bool {
    let known = isOpen
    let event = move(high: high, now: now)
    if known == nil, isOpen != nil { actions.append(.capability("drawerSensor", .flag(true))) }
    if known != true, isOpen == true {
      actions.append(.setTimer(Self.leftOpenTimer, now + leftOpen))
    } else if isOpen != true {
      actions.append(.cancelTimer(Self.leftOpenTimer))
    }
    if let event { actions.append(.emit(event)) }
    return event != nil
  }

  /// The time of `leftOpen` has passed.
  func stillOpen(_ actions: inout [DriverAction]) {
    guard isOpen == true else { return }
    actions.append(.emit(.drawer(open: true, .leftOpen, pins: concerned)))
  }

  /// nil where the line has one drawer.
  private var concerned: Set<Int>? {
    if pins.isEmpty { return nil }
    return suspects.isEmpty ? pins : suspects
  }

  private mutating func move(high: Bool, now: Instant) -> DeviceEvent? {
    defer { level = high }
    guard let level, level != high else { return nil }
    let byKick = wasKickedLately(now) && awaitsOpening
    if !isCalibrated, byKick || closedLevel == nil { closedLevel = level }
    awaitsOpening = false
    guard high != closedLevel else {
      defer { suspects = [] }
      return .drawer(open: false, .closed, pins: concerned)
    }
    if let kickedPin, byKick, pins.contains(kickedPin) { suspects = [kickedPin] } else { suspects = pins }
    return .drawer(open: true, byKick ? .kick : .key, pins: concerned)
  }
}
