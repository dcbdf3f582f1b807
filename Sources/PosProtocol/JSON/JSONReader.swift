import PosModel

/// Reads one value of a tape into a Swift type.
///
/// Three words, so that an `any Decoder` of it needs no memory of its own.
struct JSONReader: Decoder {
  let tape: JSONTape
  let node: Int
  /// The value at which paths start.
  let root: Int

  init(tape: JSONTape, node: Int, root: Int? = nil) {
    self.tape = tape
    self.node = node
    self.root = root ?? node
  }

  var codingPath: [any CodingKey] { tape.path(from: root, to: node) }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard tape.nodes[node].kind == .object else { throw mismatch([String: JSONValue].self) }
    return KeyedDecodingContainer(JSONKeyedReader<Key>(reader: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard tape.nodes[node].kind == .array else { throw mismatch([Any].self) }
    return JSONUnkeyedReader(self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  func child(_ node: Int) -> JSONReader { JSONReader(tape: tape, node: node, root: root) }

  /// Null is told from a wrong type, because it often means "left out".
  func mismatch(_ type: any Any.Type) -> DecodingError {
    let context = DecodingError.Context(codingPath: codingPath, debugDescription: "")
    return tape.nodes[node].kind == .null ? .valueNotFound(type, context) : .typeMismatch(type, context)
  }

  func needString() throws -> String {
    guard tape.nodes[node].kind == .string else { throw mismatch(String.self) }
    return tape.string(node)
  }

  func bool() throws -> Bool {
    switch tape.nodes[node].kind {
    case .yes: return true
    case .no: return false
    default: throw mismatch(Bool.self)
    }
  }

  func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    guard let value = tape.integer(node, type) else { throw mismatch(type) }
    return value
  }

  func double() throws -> Double {
    guard let value = tape.double(node) else { throw mismatch(Double.self) }
    return value
  }

  var isNull: Bool { tape.nodes[node].kind == .null }
}

extension JSONReader: SingleValueDecodingContainer {
  func decodeNil() -> Bool { isNull }
  func decode(_: Bool.Type) throws -> Bool { try bool() }
  func decode(_: String.Type) throws -> String { try needString() }
  func decode(_: Double.Type) throws -> Double { try double() }
  func decode(_: Float.Type) throws -> Float { Float(try double()) }
  func decode(_ type: Int.Type) throws -> Int { try integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
  func decode<Value: Decodable>(_: Value.Type) throws -> Value { try Value(from: self) }
}

extension JSONReader: TreeDecoder {
  var string: String? { tape.nodes[node].kind == .string ? tape.string(node) : nil }

  func eachElement(_ body: (any TreeDecoder) throws -> Void) throws -> Bool {
    guard tape.nodes[node].kind == .array else { return false }
    let end = Int(tape.nodes[node].next)
    var place = node + 1
    while place < end {
      try body(child(place))
      place = Int(tape.nodes[place].next)
    }
    return true
  }

  func value(at place: Int) -> any TreeDecoder { child(place) }

  func eachMember(_ body: (String, Int) throws -> Void) throws -> Bool {
    guard tape.nodes[node].kind == .object else { return false }
    let end = Int(tape.nodes[node].next)
    var place = node + 1
    while place < end {
      try body(tape.string(place), place + 1)
      place = Int(tape.nodes[place + 1].next)
    }
    return true
  }
}
