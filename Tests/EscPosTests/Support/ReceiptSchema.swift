import PosProtocol

/// Holds a JSON value to docs/receipt.schema.json, as much of JSON Schema as that uses.
struct ReceiptSchema {
  let document: JSONValue

  func fits(_ value: JSONValue) -> Bool { fits(value, document) }

  /// The names of the properties of a definition.
  func properties(_ name: String) -> Set<String> {
    guard case .object(let members)? = document["$defs"]?[name]?["properties"] else { return [] }
    return Set(members.keys)
  }

  /// The properties of the object among the choices of a definition.
  func properties(ofObjectIn name: String) -> Set<String> {
    for choice in document["$defs"]?[name]?["oneOf"]?.array ?? [] {
      if case .object(let members)? = choice["properties"] { return Set(members.keys) }
    }
    return []
  }

  private func fits(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    if let reference = schema["$ref"]?.string {
      guard let target = document["$defs"]?[String(reference.split(separator: "/").last ?? "")] else { return false }
      return fits(value, target)
    }
    if let choices = schema["oneOf"]?.array, choices.count(where: { fits(value, $0) }) != 1 { return false }
    if let choices = schema["anyOf"]?.array, !choices.contains(where: { fits(value, $0) }) { return false }
    if let all = schema["allOf"]?.array, !all.allSatisfy({ fits(value, $0) }) { return false }
    if let never = schema["not"], fits(value, never) { return false }
    if let condition = schema["if"], fits(value, condition), let then = schema["then"], !fits(value, then) {
      return false
    }
    if let words = schema["enum"]?.array, !words.contains(value) { return false }
    if let only = schema["const"], only != value { return false }
    if let type = schema["type"]?.string, !Self.isA(value, type) { return false }
    return bounds(value, schema)
  }

  private func bounds(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    if let number = Self.number(value) {
      if let least = schema["minimum"].flatMap(Self.number), number < least { return false }
      if let most = schema["maximum"].flatMap(Self.number), number > most { return false }
    }
    switch value {
    case .string(let text):
      return text.count >= schema["minLength"]?.integer ?? 0 && text.count <= schema["maxLength"]?.integer ?? .max
    case .array(let elements):
      guard elements.count >= schema["minItems"]?.integer ?? 0, elements.count <= schema["maxItems"]?.integer ?? .max
      else { return false }
      guard let items = schema["items"] else { return true }
      return elements.allSatisfy { fits($0, items) }
    case .object(let members): return self.members(members, schema)
    default: return true
    }
  }

  private func members(_ members: [String: JSONValue], _ schema: JSONValue) -> Bool {
    for required in schema["required"]?.array ?? [] {
      if let name = required.string, members[name] == nil { return false }
    }
    return members.allSatisfy { name, member in
      if let schema = schema["properties"]?[name] { return fits(member, schema) }
      return schema["additionalProperties"] != .bool(false)
    }
  }

  private static func number(_ value: JSONValue) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .unsigned(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  private static func isA(_ value: JSONValue, _ type: String) -> Bool {
    switch (value, type) {
    case (.string, "string"), (.array, "array"), (.object, "object"), (.bool, "boolean"), (.integer, "integer"),
      (.unsigned, "integer"), (.integer, "number"), (.unsigned, "number"), (.number, "number"):
      true
    default: false
    }
  }
}
