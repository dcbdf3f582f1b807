import PosModel

/// The bytes of one copy, and what will be wrong with it on paper.
package struct SetContent: Hashable, Sendable {
  package var bytes: [UInt8]
  /// The length of its longest command; text does not count.
  package var longest: Int
  package var warnings: [PrintWarning] = []
  /// The drawer opens in the middle of it.
  package var opensDrawer = false

  package init(_ bytes: [UInt8], longest: Int, warnings: [PrintWarning] = []) {
    self.bytes = bytes
    self.longest = longest
    self.warnings = warnings
  }
}
