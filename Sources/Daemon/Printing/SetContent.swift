import PosModel

/// The bytes of one copy, and what will be wrong with it on paper.
package struct SetContent: Hashable, Sendable {
  package var bytes: [UInt8]
  package var warnings: [PrintWarning] = []

  package init(_ bytes: [UInt8], warnings: [PrintWarning] = []) {
    self.bytes = bytes
    self.warnings = warnings
  }
}
