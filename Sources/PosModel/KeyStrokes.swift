/// The keys that were pressed for a scan: how many, and when the first and the last one.
package struct KeyStrokes: Hashable, Sendable {
  package let first: Instant
  package private(set) var last: Instant
  package private(set) var count = 1

  package init(first: Instant) {
    self.first = first
    last = first
  }

  package mutating func press(_ now: Instant) {
    last = now
    count += 1
  }
}
