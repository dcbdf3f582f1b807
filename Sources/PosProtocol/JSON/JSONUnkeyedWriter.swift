/// Writes the elements of one array.
struct JSONUnkeyedWriter: UnkeyedEncodingContainer {
  let writer: JSONWriter
  let depth: Int
  let path: JSONPath?
  private(set) var count = 0

  init(writer: JSONWriter, depth: Int, path: JSONPath?) {
    self.writer = writer
    self.depth = depth
    self.path = path
  }

  var codingPath: [any CodingKey] { path?.keys ?? [] }

  private mutating func start() {
    writer.text.startElement(at: depth)
    count += 1
  }

  mutating func encodeNil() {
    start()
    writer.text.writeNull()
  }

  mutating func encode(_ value: Bool) {
    start()
    writer.text.write(value)
  }

  mutating func encode(_ value: String) {
    start()
    writer.text.write(value)
  }

  mutating func encode(_ value: Double) throws {
    start()
    try writer.write(value, path: path)
  }

  mutating func encode(_ value: Float) throws { try encode(Double(value)) }
  mutating func encode(_ value: Int) { encode(Int64(value)) }
  mutating func encode(_ value: Int8) { encode(Int64(value)) }
  mutating func encode(_ value: Int16) { encode(Int64(value)) }
  mutating func encode(_ value: Int32) { encode(Int64(value)) }

  mutating func encode(_ value: Int64) {
    start()
    writer.text.write(value)
  }

  mutating func encode(_ value: UInt) { encode(UInt64(value)) }
  mutating func encode(_ value: UInt8) { encode(UInt64(value)) }
  mutating func encode(_ value: UInt16) { encode(UInt64(value)) }
  mutating func encode(_ value: UInt32) { encode(UInt64(value)) }

  mutating func encode(_ value: UInt64) {
    start()
    writer.text.write(value)
  }

  mutating func encode(_ value: some Encodable) throws {
    start()
    try writer.write(value, path: JSONPath(JSONIndex(count - 1), path), at: depth)
  }

  mutating func nestedContainer<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    superValue().container(keyedBy: Key.self)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    superValue().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { superValue() }

  private mutating func superValue() -> JSONValueWriter {
    start()
    return JSONValueWriter(writer: writer, depth: depth, path: JSONPath(JSONIndex(count - 1), path))
  }
}
