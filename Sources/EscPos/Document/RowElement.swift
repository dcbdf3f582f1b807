/// Texts beside each other; each goes on below in its own column.
package struct RowElement: Hashable, Sendable {
  package var columns: [ColumnSpec]
  /// As many as there are columns.
  package var cells: [TableElement.Cell]
  /// Characters between two columns.
  package var gap: Int
  package var look: TextLook

  /// A text and its column each.
  package init(_ cells: [(text: [TextSpan], column: ColumnSpec)], gap: Int = 1, look: TextLook = TextLook()) {
    columns = cells.map(\.column)
    self.cells = cells.map { TableElement.Cell($0.text) }
    self.gap = gap
    self.look = look
  }
}

extension RowElement: Codable {
  static let members = ["row", "gap"] + TextLook.textMembers

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a row", knows: Self.members)
    let cells = try reader.need("row", as: BoundedList<Cell, ColumnCount>.self).elements
    self.init(
      cells.map { ($0.spans, $0.column) }, gap: try reader.value("gap") ?? 1, look: try TextLook(reader, widens: true))
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("row", zip(cells, columns).map { Cell(spans: $0.spans, column: $1) })
    try writer.write("gap", gap, unless: 1)
    try look.write(to: &writer, widens: true)
  }

  /// A text and its column, as JSON has them.
  struct Cell {
    var spans: [TextSpan]
    var column: ColumnSpec
  }
}

extension RowElement.Cell: Codable {
  static let members = ["text"] + ColumnSpec.members

  init(from decoder: any Decoder) throws {
    if let text = try decoder.stringIfAny() {
      self.init(spans: [TextSpan(text)], column: ColumnSpec())
      return
    }
    let reader = try MemberReader(decoder, of: "a cell", knows: Self.members)
    self.init(spans: try reader.need("text", as: TextContent.self).spans, column: try ColumnSpec(reader))
  }

  func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("text", TextContent(spans))
    try column.write(to: &writer)
  }
}
