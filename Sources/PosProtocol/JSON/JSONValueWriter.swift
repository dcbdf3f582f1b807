/// The encoder of one value: where it goes in the text, and how deep.
struct JSONValueWriter: Encoder {
  let writer: JSONWriter
  let depth: Int
  let path: JSONPath?

  var codingPath: [any CodingKey] { path?.keys ?? [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(
      JSONKeyedWriter<Key>(writer: writer, depth: writer.text.open(object: true, at: depth), path: path))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    JSONUnkeyedWriter(writer: writer, depth: writer.text.open(object: false, at: depth), path: path)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONValueWriter: SingleValueEncodingContainer {
  func encodeNil() { writer.text.writeNull() }
  func encode(_ value: Bool) { writer.text.write(value) }
  func encode(_ value: String) { writer.text.write(value) }
  func encode(_ value: Double) throws { try writer.write(value, path: path) }
  func encode(_ value: Float) throws { try writer.write(Double(value), path: path) }
  func encode(_ value: Int) { writer.text.write(Int64(value)) }
  func encode(_ value: Int8) { writer.text.write(Int64(value)) }
  func encode(_ value: Int16) { writer.text.write(Int64(value)) }
  func encode(_ value: Int32) { writer.text.write(Int64(value)) }
  func encode(_ value: Int64) { writer.text.write(value) }
  func encode(_ value: UInt) { writer.text.write(UInt64(value)) }
  func encode(_ value: UInt8) { writer.text.write(UInt64(value)) }
  func encode(_ value: UInt16) { writer.text.write(UInt64(value)) }
  func encode(_ value: UInt32) { writer.text.write(UInt64(value)) }
  func encode(_ value: UInt64) { writer.text.write(value) }
  func encode(_ value: some Encodable) throws { try writer.write(value, path: path, at: depth) }
}
