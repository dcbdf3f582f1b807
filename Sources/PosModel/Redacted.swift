/// A secret (track, PAN, key, PIN, payment code): every description of it is masked, the value is reached only by name.
package struct Redacted<Value: Sendable>: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The secret itself; never put it into a log, an error or a recording.
  package let secret: Value

  package init(_ secret: Value) {
    self.secret = secret
  }

  package var description: String { "‹redacted›" }
  package var debugDescription: String { "‹redacted›" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Redacted: Equatable where Value: Equatable {}
extension Redacted: Hashable where Value: Hashable {}
