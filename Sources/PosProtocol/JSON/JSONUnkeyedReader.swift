/// The elements of one array, one after the other.
struct JSONUnkeyedReader: UnkeyedDecodingContainer {
  private let reader: JSONReader
  private var place: Int
  private let end: Int
  private(set) var currentIndex = 0

  init(_ reader: JSONReader) {
    self.reader = reader
    place = reader.node + 1
    end = Int(reader.tape.nodes[reader.node].next)
  }

  var codingPath: [any CodingKey] { reader.codingPath }
  /// Not counted beforehand.
  var count: Int? { nil }
  var isAtEnd: Bool { place >= end }

  /// Does something with the next element, and passes it when that went well.
  private mutating func next<Value>(_ body: (JSONReader) throws -> Value) throws -> Value {
    guard !isAtEnd else {
      throw DecodingError.keyNotFound(
        JSONIndex(currentIndex), DecodingError.Context(codingPath: codingPath, debugDescription: ""))
    }
    let value = try body(reader.child(place))
    place = Int(reader.tape.nodes[place].next)
    currentIndex += 1
    return value
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, reader.tape.nodes[place].kind == .null else { return false }
    return try next { _ in true }
  }

  mutating func decode(_: Bool.Type) throws -> Bool { try next { try $0.bool() } }
  mutating func decode(_: String.Type) throws -> String { try next { try $0.needString() } }
  mutating func decode(_: Double.Type) throws -> Double { try next { try $0.double() } }
  mutating func decode(_: Float.Type) throws -> Float { try next { Float(try $0.double()) } }
  mutating func decode(_ type: Int.Type) throws -> Int { try next { try $0.integer(type) } }
  mutating func decode(_ type: Int8.Type) throws -> Int8 { try next { try $0.integer(type) } }
  mutating func decode(_ type: Int16.Type) throws -> Int16 { try next { try $0.integer(type) } }
  mutating func decode(_ type: Int32.Type) throws -> Int32 { try next { try $0.integer(type) } }
  mutating func decode(_ type: Int64.Type) throws -> Int64 { try next { try $0.integer(type) } }
  mutating func decode(_ type: UInt.Type) throws -> UInt { try next { try $0.integer(type) } }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try next { try $0.integer(type) } }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try next { try $0.integer(type) } }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try next { try $0.integer(type) } }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try next { try $0.integer(type) } }
  mutating func decode<Value: Decodable>(_: Value.Type) throws -> Value { try next { try Value(from: $0) } }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try next { try $0.container(keyedBy: type) }
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next { try $0.unkeyedContainer() }
  }

  mutating func superDecoder() throws -> any Decoder { try next { $0 } }
}

/// The place of an element in a coding path.
struct JSONIndex: CodingKey {
  let index: Int

  init(_ index: Int) {
    self.index = index
  }

  var stringValue: String { String(index) }
  var intValue: Int? { index }

  init?(stringValue: String) {
    nil
  }

  init?(intValue: Int) {
    index = intValue
  }
}
