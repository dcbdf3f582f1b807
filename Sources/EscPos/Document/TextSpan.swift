/// A part of a line in one style.
package struct TextSpan: Hashable, Sendable {
  package var text: String
  package var look: TextLook

  package init(_ text: String, look: TextLook = TextLook()) {
    self.text = text
    self.look = look
  }
}

extension TextSpan: Codable {
  static let members = ["text"] + TextLook.textMembers

  package init(from decoder: any Decoder) throws {
    if let text = try decoder.stringIfAny() {
      self.init(text)
      return
    }
    let reader = try MemberReader(decoder, of: "a span", knows: Self.members)
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
struct TextContent: Codable {
  var spans: [TextSpan]

  init(_ spans: [TextSpan]) {
    self.spans = spans
  }

  init(from decoder: any Decoder) throws {
    if let text = try decoder.stringIfAny() {
      spans = [TextSpan(text)]
    } else if let list = try decoder.listIfAny(TextSpan.self, limit: ReceiptLimits.elements) {
      spans = list
    } else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "must be a string or an array of spans"))
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
