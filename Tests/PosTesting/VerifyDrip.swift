import Testing

/// Feeds `bytes` to fresh parsers whole, byte by byte and in two parts split at every index, and expects the same each
/// time.
///
/// `feed` gives a part to the parser and returns what came out; the outputs of all parts are joined.
package func verifyDrip<Parser, Output: Equatable>(
  _ bytes: [UInt8], make: () -> Parser, feed: (inout Parser, [UInt8]) throws -> [Output], expect: [Output],
  sourceLocation: SourceLocation = #_sourceLocation
) rethrows {
  func outputs(_ parts: [[UInt8]]) throws -> [Output] {
    var parser = make()
    return try parts.flatMap { try feed(&parser, $0) }
  }
  let whole = try outputs([bytes])
  #expect(whole == expect, "whole", sourceLocation: sourceLocation)
  let dripped = try outputs(bytes.map { [$0] })
  #expect(dripped == expect, "byte by byte", sourceLocation: sourceLocation)
  for index in bytes.indices.dropFirst() {
    let split = try outputs([Array(bytes[..<index]), Array(bytes[index...])])
    #expect(split == expect, "split at \(index)", sourceLocation: sourceLocation)
  }
}
