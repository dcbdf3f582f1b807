/// `session.ping`: the same params back, for health checks and latency.
package struct SessionPing: Request, Hashable {
  package typealias Reply = JSONValue

  package static let method = "session.ping"
  package static let params: [Field] = []
  package static let reply: Schema = .any

  package var value: JSONValue

  package init(_ value: JSONValue) {
    self.value = value
  }

  package init(from decoder: any Decoder) throws {
    value = try JSONValue(from: decoder)
  }

  package func encode(to encoder: any Encoder) throws {
    try value.encode(to: encoder)
  }
}
