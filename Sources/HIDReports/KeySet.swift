/// A set of keyboard usages 00–FF, without allocation.
package struct KeySet: Hashable, Sendable {
  private var words = SIMD4<UInt64>()

  package init() {}

  package var isEmpty: Bool { words == SIMD4<UInt64>() }

  package func contains(_ key: UInt8) -> Bool {
    words[Int(key >> 6)] >> UInt64(key & 63) & 1 == 1
  }

  /// False if the key was in the set already.
  @discardableResult
  package mutating func insert(_ key: UInt8) -> Bool {
    let bit: UInt64 = 1 << UInt64(key & 63)
    if words[Int(key >> 6)] & bit != 0 { return false }
    words[Int(key >> 6)] |= bit
    return true
  }

  /// False if the key was not in the set.
  @discardableResult
  package mutating func remove(_ key: UInt8) -> Bool {
    let bit: UInt64 = 1 << UInt64(key & 63)
    if words[Int(key >> 6)] & bit == 0 { return false }
    words[Int(key >> 6)] &= ~bit
    return true
  }

  /// Calls `body` with each key, in ascending order.
  package func forEach(_ body: (UInt8) -> Void) {
    for word in 0..<4 {
      var rest = words[word]
      while rest != 0 {
        body(UInt8(word * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
  }

  package func subtracting(_ other: KeySet) -> KeySet {
    var result = self
    result.words &= ~other.words
    return result
  }
}
