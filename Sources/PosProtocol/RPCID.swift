/// The `id` of a JSON-RPC request; it goes back as it came.
package enum RPCID: Hashable, Sendable {
  case string(String)
  case integer(Int64)
  /// Discouraged by JSON-RPC 2.0, and allowed.
  case fraction(Double)
  case null
}

extension RPCID {
  /// nil for values that are no id.
  init?(_ tape: JSONTape, _ node: Int) {
    switch tape.nodes[node].kind {
    case .string: self = .string(tape.string(node))
    case .null: self = .null
    case .number:
      if let number = tape.integer(node, Int64.self), !tape.nodes[node].isComplex {
        self = .integer(number)
      } else if let number = tape.double(node) {
        self = .fraction(number)
      } else {
        return nil
      }
    case .yes, .no, .array, .object: return nil
    }
  }
}

extension RPCID: Codable {
  package init(from decoder: any Decoder) throws {
    guard let reader = decoder as? JSONReader, let id = RPCID(reader.tape, reader.node) else {
      throw DecodingError.typeMismatch(
        RPCID.self, DecodingError.Context(codingPath: decoder.codingPath, debugDescription: ""))
    }
    self = id
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
