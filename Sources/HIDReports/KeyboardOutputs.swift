/// What one key types: nothing, one, or two where an accent has waited; without allocation.
package struct KeyboardOutputs: Hashable, Sendable, Sequence, IteratorProtocol {
  private var first: KeyboardOutput?
  private var second: KeyboardOutput?

  static let none = KeyboardOutputs()

  init(_ first: KeyboardOutput? = nil, _ second: KeyboardOutput? = nil) {
    self.first = first ?? second
    self.second = first == nil ? nil : second
  }

  package mutating func next() -> KeyboardOutput? {
    defer { (first, second) = (second, nil) }
    return first
  }
}
