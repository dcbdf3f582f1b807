/// Writes values as JSON text straight into one buffer, without a tree in between.
///
/// A container is open until something is written outside of it; so containers must be filled one after the other, as
/// all Codable types do that the compiler writes.
final class JSONWriter {
  /// Each step is one call of it: an access to a class costs as much as writing a short number.
  var text: JSONText

  init(_ output: consuming [UInt8]) {
    text = JSONText(output)
  }

  /// Writes any value as the next one; a type that encodes nothing becomes `{}`.
  func write(_ value: some Encodable, path: JSONPath?, at depth: Int) throws {
    text.hasValue = false
    try value.encode(to: JSONValueWriter(writer: self, depth: depth, path: path))
    text.close(to: depth)
    if !text.hasValue { text.writeEmptyObject() }
    text.hasValue = true
  }

  /// Throws for what JSON cannot say.
  func write(_ number: Double, path: JSONPath?) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(
        number, EncodingError.Context(codingPath: path?.keys ?? [], debugDescription: "not finite"))
    }
    text.write(number)
  }
}
