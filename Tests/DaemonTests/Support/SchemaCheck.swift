import PosProtocol

/// Holds a JSON value to a JSON Schema, as much of it as the OpenRPC document uses; strict: unnamed members are wrong.
struct SchemaCheck {
  let schemas: JSONValue

  init(document: JSONValue) {
    schemas = document["components"]?["schemas"] ?? .null
  }

  /// What is wrong, each with its path; nothing when the value fits.
  func problems(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") -> [String] {
    if let reference = schema["$ref"]?.string {
      guard let target = schemas[String(reference.split(separator: "/").last ?? "")] else { return ["no \(reference)"] }
      return problems(value, target, at: path)
    }
    if let choices = schema["oneOf"]?.array {
      return choices.count { problems(value, $0, at: path).isEmpty } == 1 ? [] : ["\(path) fits not exactly one"]
    }
    var found = (schema["allOf"]?.array ?? []).flatMap { problems(value, $0, at: path) }
    if let words = schema["enum"]?.array, !words.contains(value) { found.append("\(path) is not one of \(words)") }
    if let type = schema["type"]?.string, !Self.fits(value, type) { found.append("\(path) is no \(type)") }
    if let minimum = schema["minimum"]?.integer, let number = value.integer, number < minimum {
      found.append("\(path) is under \(minimum)")
    }
    if let maximum = schema["maximum"]?.integer, let number = value.integer, number > maximum {
      found.append("\(path) is over \(maximum)")
    }
    switch value {
    case .array(let elements):
      guard let schema = schema["items"] else { break }
      for (index, element) in elements.enumerated() { found += problems(element, schema, at: "\(path)[\(index)]") }
    case .object(let members): found += memberProblems(members, schema, path)
    default: break
    }
    return found
  }

  private func memberProblems(_ members: [String: JSONValue], _ schema: JSONValue, _ path: String) -> [String] {
    var found: [String] = []
    for required in schema["required"]?.array ?? [] {
      if let name = required.string, members[name] == nil { found.append("\(path).\(name) is missing") }
    }
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      if let schema = schema["properties"]?[name] ?? schema["additionalProperties"] {
        found += problems(member, schema, at: "\(path).\(name)")
      } else if schema["properties"] != nil {
        found.append("\(path).\(name) is not in the schema")
      }
    }
    return found
  }

  private static func fits(_ value: JSONValue, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"),
      (.integer, "integer"), (.unsigned, "integer"), (.integer, "number"), (.unsigned, "number"), (.number, "number"):
      true
    default: false
    }
  }
}
