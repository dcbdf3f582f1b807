/// Writes the members of one object.
struct JSONKeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let writer: JSONWriter
  let depth: Int
  let path: JSONPath?

  var codingPath: [any CodingKey] { path?.keys ?? [] }

  private func start(_ key: Key) {
    writer.text.startMember(key.stringValue, at: depth)
  }

  func encodeNil(forKey key: Key) {
    start(key)
    writer.text.writeNull()
  }

  func encode(_ value: Bool, forKey key: Key) {
    start(key)
    writer.text.write(value)
  }

  func encode(_ value: String, forKey key: Key) {
    start(key)
    writer.text.write(value)
  }

  func encode(_ value: Double, forKey key: Key) throws {
    start(key)
    try writer.write(value, path: JSONPath(key, path))
  }

  func encode(_ value: Float, forKey key: Key) throws { try encode(Double(value), forKey: key) }
  func encode(_ value: Int, forKey key: Key) { encode(Int64(value), forKey: key) }
  func encode(_ value: Int8, forKey key: Key) { encode(Int64(value), forKey: key) }
  func encode(_ value: Int16, forKey key: Key) { encode(Int64(value), forKey: key) }
  func encode(_ value: Int32, forKey key: Key) { encode(Int64(value), forKey: key) }

  func encode(_ value: Int64, forKey key: Key) {
    start(key)
    writer.text.write(value)
  }

  func encode(_ value: UInt, forKey key: Key) { encode(UInt64(value), forKey: key) }
  func encode(_ value: UInt8, forKey key: Key) { encode(UInt64(value), forKey: key) }
  func encode(_ value: UInt16, forKey key: Key) { encode(UInt64(value), forKey: key) }
  func encode(_ value: UInt32, forKey key: Key) { encode(UInt64(value), forKey: key) }

  func encode(_ value: UInt64, forKey key: Key) {
    start(key)
    writer.text.write(value)
  }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    start(key)
    try writer.write(value, path: JSONPath(key, path), at: depth)
  }

  func nestedContainer<Inner: CodingKey>(keyedBy: Inner.Type, forKey key: Key) -> KeyedEncodingContainer<Inner> {
    nested(key).container(keyedBy: Inner.self)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    nested(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { JSONValueWriter(writer: writer, depth: depth - 1, path: path) }
  func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

  private func nested(_ key: Key) -> JSONValueWriter {
    start(key)
    return JSONValueWriter(writer: writer, depth: depth, path: JSONPath(key, path))
  }
}
