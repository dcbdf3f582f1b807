/// One `[[station]]`: a place in the kitchen, printed to by its name.
package struct Station: Hashable, Sendable {
  package var name: String
  /// Names or ids of printers, in the order of failover.
  package var printers: [String]
  /// How long a job may wait; nil for ever.
  package var ttl: Duration?
  package var copies: Int

  package init(name: String, printers: [String], ttl: Duration? = nil, copies: Int = 1) {
    self.name = name
    self.printers = printers
    self.ttl = ttl
    self.copies = copies
  }
}
