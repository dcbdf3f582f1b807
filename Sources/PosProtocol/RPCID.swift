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
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if container.decodeNil() {
      self = .null
    } else {
      self = .fraction(try container.decode(Double.self))
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
