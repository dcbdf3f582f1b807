/// Reads the members of one JSON object strictly: a member that nobody knows and a null are errors with their place.
struct MemberReader {
  private let container: KeyedDecodingContainer<MemberName>

  /// `element` is what the object is in the words of an error: `a text element`.
  init(_ decoder: any Decoder, of element: String, knows known: [String]) throws {
    container = try decoder.container(keyedBy: MemberName.self)
    for key in container.allKeys where !known.contains(key.stringValue) {
      throw wrong(key.stringValue, "is not a member of \(element); \(Spelling.advice(key.stringValue, among: known))")
    }
  }

  func has(_ name: String) -> Bool { container.contains(MemberName(name)) }

  /// nil where the member is left out.
  func value<Value: Decodable>(_ name: String, as _: Value.Type = Value.self) throws -> Value? {
    let key = MemberName(name)
    return container.contains(key) ? try container.decode(Value.self, forKey: key) : nil
  }

  func need<Value: Decodable>(_ name: String, as _: Value.Type = Value.self) throws -> Value {
    try container.decode(Value.self, forKey: MemberName(name))
  }

  /// One of the words of a vocabulary; nil where the member is left out.
  func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, of _: Word.Type = Word.self
  ) throws -> Word? where Word.RawValue == String {
    guard let text = try value(name, as: String.self) else { return nil }
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue)
      throw wrong(name, "must be \(words.joined(separator: ", ")); \(Spelling.advice(text, among: words))")
    }
    return word
  }

  func wrong(_ name: String, _ why: String) -> DecodingError {
    .dataCorrupted(
      DecodingError.Context(codingPath: container.codingPath + [MemberName(name)], debugDescription: why))
  }
}

extension Decoder {
  /// The value if it is a string.
  func stringIfAny() throws -> String? {
    do {
      return try singleValueContainer().decode(String.self)
    } catch DecodingError.typeMismatch {
      return nil
    }
  }

  /// The elements if it is an array, at most `limit` of them.
  func listIfAny<Element: Decodable>(_: Element.Type, limit: Int) throws -> [Element]? {
    var container: any UnkeyedDecodingContainer
    do {
      container = try unkeyedContainer()
    } catch DecodingError.typeMismatch {
      return nil
    }
    var elements: [Element] = []
    while !container.isAtEnd {
      guard elements.count < limit else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(codingPath: codingPath, debugDescription: "has more than \(limit) elements"))
      }
      elements.append(try container.decode(Element.self))
    }
    return elements
  }
}
