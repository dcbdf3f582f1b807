import PosModel

/// A receipt in ReceiptLine markup (OFSC ReceiptLine specification, as receiptline 3 reads it), taken apart.
///
/// All that does not depend on the printer is decided here: properties, codes, pictures.
package struct Markup: Hashable, Sendable {
  /// What was ignored, from the top; at most `MarkupLimits.warnings`.
  package internal(set) var warnings: [MarkupWarning] = []
  /// Whether it holds the printer's own bytes (`{command: …}`).
  package internal(set) var hasCommands = false
  var lines: [MarkupLine] = []
  /// The layouts that the lines refer to.
  var layouts: [MarkupLayout] = [MarkupLayout()]
  /// The columns of all lines, and the texts of all columns.
  var columns: [MarkupColumn] = []
  var spans: [MarkupSpan] = []

  /// Throws only where a limit is exceeded, with line and column; everything else is ignored with a warning.
  package init(_ text: String) throws(PosError) {
    var parser = MarkupParser(text)
    self = try parser.parse()
  }

  /// Of nothing.
  init() {}

  mutating func warn(_ line: Int, _ column: Int, _ message: String) {
    guard warnings.count < MarkupLimits.warnings else { return }
    warnings.append(MarkupWarning(line: line, column: column, message: message))
  }
}
