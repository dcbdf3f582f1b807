/// A border round other elements.
package struct BoxElement: Hashable, Sendable {
  package enum Style: String, Codable, CaseIterable, Hashable, Sendable { case single, double }

  package var elements: [ReceiptElement]
  package var style: Style
  /// Characters between the border and what is in it, left and right.
  package var padding: Int

  package init(_ elements: [ReceiptElement], style: Style = .single, padding: Int = 1) {
    self.elements = elements
    self.style = style
    self.padding = padding
  }
}

extension BoxElement: Codable {
  static let members = ["box", "style", "padding"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a box", knows: Self.members)
    self.init(
      try reader.need("box", as: BoundedList<ReceiptElement, ElementCount>.self).elements,
      style: try reader.word("style") ?? .single, padding: try reader.value("padding") ?? 1)
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("box", elements)
    try writer.write("style", style, unless: .single)
    try writer.write("padding", padding, unless: 1)
  }
}
