/// How much work commands may make that say "again": lest a few bytes keep the printer busy for hours.
struct WorkAllowance: Hashable, Sendable {
  private static let grant = 8
  private static let largest = 1 << 18

  private var left = largest

  /// For each byte that comes in.
  mutating func add(bytes: Int) { left = min(Self.largest, left + bytes * Self.grant) }

  /// False when there is not enough.
  mutating func spend(_ work: Int) -> Bool {
    guard left >= work else { return false }
    left -= work
    return true
  }
}
