/// The text of a row in one of its columns.
struct RowCell {
  var spans: [TextSpan]
  /// nil: the column's.
  var align: PrintCommand.Alignment?
  var look: TextLook

  init(_ spans: [TextSpan], _ align: PrintCommand.Alignment?, _ look: TextLook) {
    self.spans = spans
    self.align = align
    self.look = look
  }
}
