import PosModel

/// One or more lines of text: line ends in it are line ends on paper, and what is too long goes on in the next line.
package struct TextElement: Hashable, Sendable {
  package var spans: [TextSpan]
  package var align: PrintCommand.Alignment
  package var look: TextLook
  /// false: what does not fit on the line is left out.
  package var wraps: Bool

  package init(
    _ spans: [TextSpan], align: PrintCommand.Alignment = .left, look: TextLook = TextLook(), wraps: Bool = true
  ) {
    self.spans = spans
    self.align = align
    self.look = look
    self.wraps = wraps
  }
}

extension TextElement: Codable, TreeDecodable {
  static let members = ["text", "align", "wrap"] + TextLook.textMembers

  package init(_ tree: any TreeDecoder) throws { try self.init(MemberReader(tree)) }

  init(_ reader: MemberReader) throws {
    try reader.check("a text element", knows: Self.members)
    self.init(
      try TextContent(reader.tree("text")).spans, align: try reader.word("align") ?? .left,
      look: try TextLook(reader, widens: true), wraps: try reader.value("wrap") ?? true)
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("text", TextContent(spans))
    try writer.write("align", align, unless: .left)
    try look.write(to: &writer, widens: true)
    try writer.write("wrap", wraps, unless: true)
  }
}
