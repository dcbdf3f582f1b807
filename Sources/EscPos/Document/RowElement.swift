import PosModel

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

extension RowElement: Codable, TreeDecodable {
  static let members = ["row", "gap"] + TextLook.textMembers

  package init(_ tree: any TreeDecoder) throws { try self.init(MemberReader(tree)) }

  init(_ reader: MemberReader) throws {
    try reader.check("a row", knows: Self.members)
    let cells = try BoundedList<Cell, ColumnCount>(reader.tree("row")).elements
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

extension RowElement.Cell: Codable, TreeDecodable {
  static let members = ["text"] + ColumnSpec.members

  package init(_ tree: any TreeDecoder) throws {
    if let text = try tree.text() {
      self.init(spans: [TextSpan(text)], column: ColumnSpec())
      return
    }
    let reader = try MemberReader(tree)
    try reader.check("a cell", knows: Self.members)
    self.init(spans: try TextContent(reader.tree("text")).spans, column: try ColumnSpec(reader))
  }

  func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("text", TextContent(spans))
    try column.write(to: &writer)
  }
}
