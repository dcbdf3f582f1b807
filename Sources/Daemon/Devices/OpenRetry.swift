import PosModel

/// How long to wait before a link is opened again, and whether that is worth a word yet.
///
/// The permission race and a busy interface after hotplug are over within about 2 s; so long the device is `opening`.
struct OpenRetry: Hashable, Sendable {
  enum Kind: Sendable {
    /// A device that discovery sees: quick at first, then every 10 s.
    case hotplug
    /// A network or serial device of the configuration: 0.5 s, doubled up to 8 s, each ± 20 %.
    case configured
  }

  struct Wait: Hashable, Sendable {
    var delay: Duration
    /// Whether the device is still shown as `opening`.
    var isPatient: Bool
  }

  static let patience = Duration.seconds(2)
  static let slow = Duration.seconds(10)
  /// While print jobs wait for a network or serial printer it is looked for this often: once it is back, paper follows
  /// within a second.
  static let awaited = Duration.milliseconds(600)

  private let kind: Kind
  private var firstFailure: Instant?
  private var failures = 0
  private var random: UInt64

  /// Equal seeds wait equally long.
  init(_ kind: Kind, seed: UInt64) {
    self.kind = kind
    random = seed
  }

  /// After a failure; `isAwaited` while somebody waits for the device.
  mutating func next(now: Instant, isAwaited: Bool = false) -> Wait {
    let since = firstFailure ?? now
    firstFailure = since
    failures += 1
    let isPatient = now - since < Self.patience
    switch kind {
    case .hotplug:
      return Wait(delay: isPatient ? .milliseconds(100 << min(failures - 1, 3)) : Self.slow, isPatient: isPatient)
    case .configured:
      let nominal = Int64(500 << min(failures - 1, 4))
      let delay = Duration.milliseconds(nominal * Int64(80 + nextRandom() % 41) / 100)
      return Wait(delay: isAwaited ? min(delay, Self.awaited) : delay, isPatient: isPatient)
    }
  }

  /// After the link has lasted, or when the world has changed.
  mutating func reset() {
    firstFailure = nil
    failures = 0
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  private mutating func nextRandom() -> UInt64 {
    random &+= 0x9E37_79B9_7F4A_7C15
    var value = random
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
