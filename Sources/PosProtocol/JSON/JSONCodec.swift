import PosModel

/// JSON text to values and back, strictly by RFC 8259; from any thread.
package enum JSONCodec {
  /// Throws `JSONFault`: not a JSON text, or not the shape that is wanted.
  package static func decode<Value: Decodable>(
    _: Value.Type, from text: ArraySlice<UInt8>
  ) throws(JSONFault) -> Value {
    let tape = try JSONTape(text)
    do {
      return try Value(from: JSONReader(tape: tape, node: 0))
    } catch {
      throw JSONFault(error)
    }
  }

  /// Appends the JSON text of a value. Only numbers that JSON cannot say (NaN, infinity) make it throw.
  package static func encode(_ value: some Encodable, into output: inout [UInt8]) throws(JSONFault) {
    let start = output.count
    let writer = JSONWriter(output)
    output = []
    do {
      try writer.write(value, path: nil, at: 0)
      output = writer.text.output
    } catch {
      output = writer.text.output
      output.removeSubrange(start...)
      throw JSONFault(error)
    }
  }
}
