/// The orders of a scanner that takes one after the other: the one that it works on, and those that wait.
struct ScannerOrders: Sendable {
  /// A host that keeps a scanner full of orders asks too much.
  static let most = 16

  private(set) var current: ScannerOrder?
  private var waiting: [ScannerOrder] = []

  var isFull: Bool { waiting.count >= Self.most }
  /// One of the driver's own is among them.
  var hasOwn: Bool { current.map { $0.client == nil } ?? false || waiting.contains { $0.client == nil } }

  mutating func add(_ order: ScannerOrder) { waiting.append(order) }

  /// The next order to send; nil while one is worked on, or when there is none.
  mutating func next() -> ScannerOrder? {
    guard current == nil, !waiting.isEmpty else { return nil }
    current = waiting.removeFirst()
    return current
  }

  /// Ends the current order, whatever has come of it.
  mutating func finish() -> ScannerOrder? {
    defer { current = nil }
    return current
  }

  /// The link is gone.
  mutating func removeAll() -> [ScannerOrder] {
    defer {
      current = nil
      waiting = []
    }
    return (current.map { [$0] } ?? []) + waiting
  }
}
