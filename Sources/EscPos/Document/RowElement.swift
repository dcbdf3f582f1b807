/// Texts beside each other; each goes on below in its own column.
package struct RowElement: Hashable, Sendable {
  /// A column and its text.
  package struct Cell: Hashable, Sendable {
    package var column: ColumnSpec
    package var spans: [TextSpan]

    package init(_ spans: [TextSpan], column: ColumnSpec = ColumnSpec()) {
      self.column = column
      self.spans = spans
    }
  }

  package var cells: [Cell]
  /// Characters between two columns.
  package var gap: Int
  package var look: TextLook

  package init(_ cells: [Cell], gap: Int = 1, look: TextLook = TextLook()) {
    self.cells = cells
    self.gap = gap
    self.look = look
  }
}

extension RowElement: Codable {
  static let members = ["row", "gap"] + TextLook.textMembers

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a row", knows: Self.members)
    let cells = try reader.need("row", as: BoundedList<Cell, ColumnCount>.self).elements
    self.init(cells, gap: try reader.value("gap") ?? 1, look: try TextLook(reader, widens: true))
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("row", cells)
    try writer.write("gap", gap, unless: 1)
    try look.write(to: &writer, widens: true)
  }
}

extension RowElement.Cell: Codable {
  static let members = ["text"] + ColumnSpec.members

  package init(from decoder: any Decoder) throws {
    if let text = try decoder.stringIfAny() {
      self.init([TextSpan(text)])
      return
    }
    let reader = try MemberReader(decoder, of: "a cell", knows: Self.members)
    self.init(try reader.need("text", as: TextContent.self).spans, column: try ColumnSpec(reader))
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("text", TextContent(spans))
    try column.write(to: &writer)
  }
}
