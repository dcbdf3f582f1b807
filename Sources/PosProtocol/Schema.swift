/// The shape of a JSON value, as much of JSON Schema as the protocol needs.
package indirect enum Schema: Hashable, Sendable {
  case any
  case boolean
  case integer(minimum: Int? = nil, maximum: Int? = nil)
  case number
  case string
  /// RFC 3339 in UTC with milliseconds.
  case time
  /// Base64 with padding.
  case base64
  case words([String])
  case array(Schema)
  case object([Field])
  /// An object with members of any name.
  case map(Schema)
  case oneOf([Schema])
  /// The value or null.
  case nullable(Schema)
  /// A schema of `components.schemas`, by its name in `SharedSchemas`.
  case shared(String)

  package static let integer = Schema.integer()

  package static func words<Word: RawRepresentable & CaseIterable>(_: Word.Type) -> Schema
  where Word.RawValue == String {
    .words(Word.allCases.map(\.rawValue))
  }
}

/// One member of an object: of params, of a reply, of an event.
package struct Field: Hashable, Sendable {
  package var name: String
  package var schema: Schema
  package var summary: String
  package var isOptional: Bool

  package init(_ name: String, _ schema: Schema, _ summary: String, optional: Bool = false) {
    self.name = name
    self.schema = schema
    self.summary = summary
    isOptional = optional
  }
}

extension Schema {
  /// The JSON Schema (draft 7) of it, as OpenRPC wants it.
  package var json: JSONValue {
    switch self {
    case .any: .object([:])
    case .boolean: .object(["type": "boolean"])
    case .integer(let minimum, let maximum):
      .object(
        ["type": "integer"].merging(
          [("minimum", minimum), ("maximum", maximum)].compactMap { name, bound in
            bound.map { (name, JSONValue.integer(Int64($0))) }
          }, uniquingKeysWith: { first, _ in first }))
    case .number: .object(["type": "number"])
    case .string: .object(["type": "string"])
    case .time: .object(["type": "string", "format": "date-time"])
    case .base64: .object(["type": "string", "contentEncoding": "base64"])
    case .words(let words): .object(["type": "string", "enum": .array(words.map(JSONValue.string))])
    case .array(let element): .object(["type": "array", "items": element.json])
    case .map(let value): .object(["type": "object", "additionalProperties": value.json])
    case .oneOf(let choices): .object(["oneOf": .array(choices.map(\.json))])
    case .nullable(let schema): .object(["oneOf": .array([schema.json, .object(["type": "null"])])])
    case .shared(let name): .object(["$ref": .string("#/components/schemas/\(name)")])
    case .object(let fields): Self.object(fields)
    }
  }

  private static func object(_ fields: [Field]) -> JSONValue {
    var members: [String: JSONValue] = ["type": "object"]
    members["properties"] = .object(
      Dictionary(
        fields.map { field in
          var schema = field.schema.json
          // A sibling of $ref is ignored by draft 7 readers, so the summary goes beside an allOf.
          if case .shared = field.schema { schema = .object(["allOf": .array([schema])]) }
          if case .object(var inner) = schema {
            inner["description"] = .string(field.summary)
            schema = .object(inner)
          }
          return (field.name, schema)
        }, uniquingKeysWith: { first, _ in first }))
    let required = fields.filter { !$0.isOptional }.map { JSONValue.string($0.name) }
    if !required.isEmpty { members["required"] = .array(required) }
    return .object(members)
  }
}
