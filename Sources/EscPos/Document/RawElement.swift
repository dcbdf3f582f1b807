/// The printer's own bytes, untouched.
package struct RawElement: Hashable, Sendable {
  package var bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }
}

extension RawElement: Codable {
  static let members = ["raw"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "raw bytes", knows: Self.members)
    self.init(try reader.need("raw", as: Base64Bytes.self).bytes)
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("raw", Base64Bytes(bytes))
  }
}
