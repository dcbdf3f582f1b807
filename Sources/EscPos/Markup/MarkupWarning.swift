/// Something in a markup document that does not come out on paper as it stands there.
package struct MarkupWarning: Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  package var line: Int
  /// In Unicode scalars, from 1.
  package var column: Int
  /// Never holds the document's own text.
  package var message: String

  package init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  package var description: String { "line \(line), column \(column): \(message)" }
}
