import PosModel

/// Rows that share their columns, so that columns as wide as their content line up.
package struct TableElement: Hashable, Sendable {
  package struct Cell: Hashable, Sendable {
    package var spans: [TextSpan]
    /// nil: the column's.
    package var align: PrintCommand.Alignment?
    package var look: TextLook

    package init(_ spans: [TextSpan], align: PrintCommand.Alignment? = nil, look: TextLook = TextLook()) {
      self.spans = spans
      self.align = align
      self.look = look
    }
  }

  package var columns: [ColumnSpec]
  /// A row may have fewer cells than there are columns.
  package var rows: [[Cell]]
  package var gap: Int
  package var look: TextLook

  package init(columns: [ColumnSpec], rows: [[Cell]], gap: Int = 1, look: TextLook = TextLook()) {
    self.columns = columns
    self.rows = rows
    self.gap = gap
    self.look = look
  }
}

extension TableElement: Codable, TreeDecodable {
  static let members = ["table", "columns", "gap"] + TextLook.textMembers

  package init(_ tree: any TreeDecoder) throws { try self.init(MemberReader(tree)) }

  init(_ reader: MemberReader) throws {
    try reader.check("a table", knows: Self.members)
    let rows = try BoundedList<BoundedList<Cell, ColumnCount>, ElementCount>(reader.tree("table"))
      .elements.map(\.elements)
    let columns =
      try reader.value("columns", as: BoundedList<ColumnSpec, ColumnCount>.self)?.elements
      ?? Self.usual(rows.map(\.count).max() ?? 1)
    self.init(
      columns: columns, rows: rows, gap: try reader.value("gap") ?? 1, look: try TextLook(reader, widens: true))
  }

  /// The first column takes what the others leave.
  private static func usual(_ count: Int) -> [ColumnSpec] {
    [ColumnSpec()] + repeatElement(ColumnSpec(.content), count: max(0, count - 1))
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("table", rows)
    try writer.write("columns", columns)
    try writer.write("gap", gap, unless: 1)
    try look.write(to: &writer, widens: true)
  }
}

extension TableElement.Cell: Codable, TreeDecodable {
  static let members = ["text", "align"] + TextLook.textMembers

  package init(_ tree: any TreeDecoder) throws {
    if let text = try tree.text() {
      self.init([TextSpan(text)])
      return
    }
    let reader = try MemberReader(tree)
    try reader.check("a cell of a table", knows: Self.members)
    self.init(
      try TextContent(reader.tree("text")).spans, align: try reader.word("align"),
      look: try TextLook(reader, widens: true))
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("text", TextContent(spans))
    try writer.write("align", align, unless: nil)
    try look.write(to: &writer, widens: true)
  }
}
