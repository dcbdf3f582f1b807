/// The `id` of a JSON-RPC request; it goes back as it came.
package enum RPCID: Hashable, Sendable {
  case string(String)
  case integer(Int64)
  /// Discouraged by JSON-RPC 2.0, and allowed.
  case fraction(Double)
  case null
}

extension RPCID: Codable {
  package init(from decoder: any Decoder) throws {
    switch try JSONValue(from: decoder) {
    case .integer(let number): self = .integer(number)
    case .string(let text): self = .string(text)
    case .null: self = .null
    case .unsigned(let number): self = .fraction(Double(number))
    case .number(let number): self = .fraction(number)
    case .bool, .array, .object:
      throw DecodingError.typeMismatch(
        RPCID.self, DecodingError.Context(codingPath: decoder.codingPath, debugDescription: ""))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .string(let text): try container.encode(text)
    case .integer(let number): try container.encode(number)
    case .fraction(let number): try container.encode(number)
    case .null: try container.encodeNil()
    }
  }
}
