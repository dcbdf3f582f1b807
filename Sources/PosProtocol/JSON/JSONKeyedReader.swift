/// The members of one object.
struct JSONKeyedReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let reader: JSONReader

  var codingPath: [any CodingKey] { reader.codingPath }

  var allKeys: [Key] {
    let nodes = reader.tape.nodes
    let end = Int(nodes[reader.node].next)
    var keys: [Key] = []
    var place = reader.node + 1
    while place < end {
      if let key = Key(stringValue: reader.tape.string(place)) { keys.append(key) }
      place = Int(nodes[place + 1].next)
    }
    return keys
  }

  func contains(_ key: Key) -> Bool {
    reader.tape.member(key.stringValue, of: reader.node) != nil
  }

  private func find(_ key: Key) throws -> Int {
    guard let node = reader.tape.member(key.stringValue, of: reader.node) else {
      throw DecodingError.keyNotFound(
        key, DecodingError.Context(codingPath: codingPath, debugDescription: ""))
    }
    return node
  }

  private func child(_ key: Key) throws -> JSONReader {
    reader.child(try find(key))
  }

  private func integer<Value: FixedWidthInteger>(_ type: Value.Type, _ key: Key) throws -> Value {
    let node = try find(key)
    guard let value = reader.tape.integer(node, type) else { throw reader.child(node).mismatch(type) }
    return value
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    reader.tape.nodes[try find(key)].kind == .null
  }

  func decode(_: String.Type, forKey key: Key) throws -> String {
    let node = try find(key)
    guard reader.tape.nodes[node].kind == .string else { throw reader.child(node).mismatch(String.self) }
    return reader.tape.string(node)
  }

  func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try child(key).bool() }
  func decode(_: Double.Type, forKey key: Key) throws -> Double { try child(key).double() }
  func decode(_: Float.Type, forKey key: Key) throws -> Float { Float(try child(key).double()) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try integer(type, key) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try integer(type, key) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try integer(type, key) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try integer(type, key) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try integer(type, key) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try integer(type, key) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try integer(type, key) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try integer(type, key) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try integer(type, key) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try integer(type, key) }

  func decode<Value: Decodable>(_: Value.Type, forKey key: Key) throws -> Value {
    try Value(from: try child(key))
  }

  func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Inner> {
    try child(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try child(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { reader }
  func superDecoder(forKey key: Key) throws -> any Decoder { try child(key) }
}
