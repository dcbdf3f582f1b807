/// A JSON value as text, for what is kept or read by somebody else: nobody makes a tree of it in between.
package struct JSONSource: Hashable, Sendable {
  /// One JSON text (RFC 8259).
  package let text: String

  /// `text` must be JSON.
  init(text: String) {
    self.text = text
  }

  package init(_ value: JSONValue) {
    text = value.compactText
  }
}

extension JSONSource: Codable {
  package init(from decoder: any Decoder) throws {
    guard let reader = decoder as? JSONReader else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "a JSON value is expected"))
    }
    text = String(decoding: reader.tape.source(reader.node), as: UTF8.self)
  }

  package func encode(to encoder: any Encoder) throws {
    if let writer = encoder as? JSONValueWriter, !text.utf8.contains(0x0A) {
      writer.writer.text.write(source: text)
    } else {
      // A line end would end the message that it becomes a part of.
      try JSONCodec.decode(JSONValue.self, from: Array(text.utf8)[...]).encode(to: encoder)
    }
  }
}
