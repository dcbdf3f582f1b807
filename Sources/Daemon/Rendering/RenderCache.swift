import EscPos

/// What was drawn last, by what was asked: a logo or an emoji comes with every receipt.
struct RenderCache {
  /// Files longer than this are not looked at a second time.
  static let longestRequest = 1 << 20
  private static let mostEntries = 32
  private static let mostBytes = 1 << 20

  /// A hash with this process' own secret, and the length; the request itself is not kept.
  struct Key: Hashable {
    private let hash: Int
    private let length: Int

    /// nil for what is not kept.
    init?(frame: [UInt8]) {
      guard frame.count <= RenderCache.longestRequest else { return nil }
      var hasher = Hasher()
      frame.withUnsafeBytes { hasher.combine(bytes: $0) }
      hash = hasher.finalize()
      length = frame.count
    }
  }

  /// From the one that was used longest ago to the one used last.
  private var entries: [(key: Key, drawn: Drawn)] = []
  private(set) var bytes = 0
  var count: Int { entries.count }

  mutating func drawn(_ key: Key) -> Drawn? {
    guard let index = entries.lastIndex(where: { $0.key == key }) else { return nil }
    let entry = entries.remove(at: index)
    entries.append(entry)
    return entry.drawn
  }

  mutating func keep(_ drawn: Drawn, as key: Key) {
    guard drawn.bitmap.bytes.count <= Self.mostBytes / 2, !entries.contains(where: { $0.key == key }) else { return }
    entries.append((key, drawn))
    bytes += drawn.bitmap.bytes.count
    while entries.count > Self.mostEntries || bytes > Self.mostBytes {
      bytes -= entries.removeFirst().drawn.bitmap.bytes.count
    }
  }
}
