import PosModel

/// A part of a line in one style.
package struct TextSpan: Hashable, Sendable {
  package var text: String
  package var look: TextLook

  package init(_ text: String, look: TextLook = TextLook()) {
    self.text = text
    self.look = look
  }
}

extension TextSpan: Codable, TreeDecodable {
  static let members = ["text"] + TextLook.textMembers

  package init(_ tree: any TreeDecoder) throws {
    if let text = try tree.text() {
      self.init(text)
      return
    }
    let reader = try MemberReader(tree)
    try reader.check("a span", knows: Self.members)
    self.init(try reader.need("text"), look: try TextLook(reader, widens: true))
  }

  package func encode(to encoder: any Encoder) throws {
    if look == TextLook() {
      var container = encoder.singleValueContainer()
      try container.encode(text)
    } else {
      var writer = MemberWriter(encoder)
      try writer.write("text", text)
      try look.write(to: &writer, widens: true)
    }
  }
}

/// A string, or an array of spans.
struct TextContent: Codable, TreeDecodable {
  var spans: [TextSpan]

  init(_ spans: [TextSpan]) {
    self.spans = spans
  }

  package init(_ tree: any TreeDecoder) throws {
    if let text = try tree.text() {
      spans = [TextSpan(text)]
    } else if let list = try TextSpan.list(tree, limit: ReceiptLimits.elements) {
      spans = list
    } else {
      throw tree.wrong("must be a string or an array of spans")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if spans.count == 1, spans[0].look == TextLook() {
      try container.encode(spans[0].text)
    } else {
      try container.encode(spans)
    }
  }
}
