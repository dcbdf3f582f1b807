/// A logo that somebody has stored in the printer.
package struct LogoElement: Hashable, Sendable {
  /// Two characters, or a number from 1 to 255 for printers that count their logos.
  package var key: String
  package var align: PrintCommand.Alignment

  package init(_ key: String, align: PrintCommand.Alignment = .center) {
    self.key = key
    self.align = align
  }
}

extension LogoElement: Codable {
  static let members = ["logo", "align"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a logo", knows: Self.members)
    self.init(try reader.need("logo"), align: try reader.word("align") ?? .center)
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("logo", key)
    try writer.write("align", align, unless: .center)
  }

  func check() throws(ReceiptFault) {
    let bytes = Array(key.utf8)
    guard bytes.allSatisfy({ 0x20...0x7E ~= $0 }), bytes.count == 2 || UInt8(key).map({ $0 > 0 }) ?? false else {
      throw ReceiptFault("logo", "must be two ASCII characters or a number from 1 to 255")
    }
  }
}
