/// The bounds of a markup document, beside `ReceiptLimits.text`, `.images` and `.raw`.
package enum MarkupLimits {
  /// Of the document.
  package static let lines = ReceiptLimits.elements
  /// Of one line; no paper has room for more.
  package static let columns = 256
  /// Printed lines of text and rules: about 75 m of paper.
  package static let rows = 20_000
  package static let warnings = 100
}
