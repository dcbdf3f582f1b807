import PosModel

/// What is read from a text that is known as a whole.
package protocol TreeDecodable: Decodable {
  init(_ tree: any TreeDecoder) throws
}

extension TreeDecodable {
  package init(from decoder: any Decoder) throws { try self.init(decoder.tree()) }

  /// The elements of an array, at most `limit` of them; nil for anything else but null.
  static func list(_ tree: any TreeDecoder, limit: Int) throws -> [Self]? {
    var elements: [Self] = []
    let isArray = try tree.eachElement { element in
      guard elements.count < limit else { throw tree.wrong("has more than \(limit) elements") }
      elements.append(try Self(element))
    }
    if isArray { return elements }
    do {
      // A null is another mistake than a wrong type.
      _ = try tree.unkeyedContainer()
    } catch DecodingError.typeMismatch {
      return nil
    }
    return nil
  }
}

extension Decoder {
  /// Itself, if it knows its text as a whole: receipts are read from JSON by posd's own codec alone.
  func tree() throws -> any TreeDecoder {
    guard let tree = self as? any TreeDecoder else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: codingPath, debugDescription: "a JSON value is expected"))
    }
    return tree
  }
}

extension TreeDecoder {
  /// The value if it is a string; throws where it is null.
  func text() throws -> String? {
    if let string { return string }
    let container = try singleValueContainer()
    return container.decodeNil() ? try container.decode(String.self) : nil
  }

  func wrong(_ why: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: why))
  }
}
