/// Writes the members of one JSON object, leaving out what is as by default.
struct MemberWriter {
  private var container: KeyedEncodingContainer<MemberName>

  init(_ encoder: any Encoder) {
    container = encoder.container(keyedBy: MemberName.self)
  }

  mutating func write(_ name: String, _ value: some Encodable) throws {
    try container.encode(value, forKey: MemberName(name))
  }

  mutating func write<Value: Encodable & Equatable>(_ name: String, _ value: Value?, unless usual: Value?) throws {
    guard let value, value != usual else { return }
    try container.encode(value, forKey: MemberName(name))
  }
}
