import PosModel

/// Reads the members of one JSON object strictly: a member that nobody knows and a null are errors with their place.
struct MemberReader {
  /// Of members with the same name the last one counts.
  private var members: [(name: String, place: Int)] = []
  private let object: any TreeDecoder

  init(_ object: any TreeDecoder) throws {
    self.object = object
    var members = members
    guard try object.eachMember({ members.append(($0, $1)) }) else {
      // Says what it is instead.
      _ = try object.container(keyedBy: MemberName.self)
      return
    }
    self.members = members
  }

  /// `element` is what the object is in the words of an error: `a text element`.
  init(_ decoder: any Decoder, of element: String, knows known: [String]) throws {
    try self.init(decoder.tree())
    try check(element, knows: known)
  }

  /// Throws where a member is none of those that are known.
  func check(_ element: String, knows known: [String]) throws {
    for (name, _) in members where !known.contains(name) {
      throw wrong(name, "is not a member of \(element); \(Spelling.advice(name, among: known))")
    }
  }

  var names: [String] { members.map(\.name) }

  func has(_ name: String) -> Bool { find(name) != nil }

  func hasAny(of names: [String]) -> Bool { members.contains { names.contains($0.name) } }

  private func find(_ name: String) -> (any TreeDecoder)? {
    var index = members.count
    while index > 0 {
      index -= 1
      if members[index].name == name { return object.value(at: members[index].place) }
    }
    return nil
  }

  /// nil where the member is left out.
  func value<Value: Decodable>(_ name: String, as _: Value.Type = Value.self) throws -> Value? {
    guard let value = find(name) else { return nil }
    return try Value(from: value)
  }

  func need<Value: Decodable>(_ name: String, as _: Value.Type = Value.self) throws -> Value {
    try Value(from: try tree(name))
  }

  /// The value of a member that must be there.
  func tree(_ name: String) throws -> any TreeDecoder {
    guard let value = find(name) else {
      throw DecodingError.keyNotFound(
        MemberName(name), DecodingError.Context(codingPath: object.codingPath, debugDescription: ""))
    }
    return value
  }

  /// One of the words of a vocabulary; nil where the member is left out.
  func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, of _: Word.Type = Word.self
  ) throws -> Word? where Word.RawValue == String {
    guard let value = find(name) else { return nil }
    let text = try value.string ?? String(from: value)
    guard let word = Word(rawValue: text) else {
      throw wrong(name, Spelling.demand(text, of: Word.allCases.map(\.rawValue)))
    }
    return word
  }

  func wrong(_ name: String, _ why: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: object.codingPath + [MemberName(name)], debugDescription: why))
  }
}
