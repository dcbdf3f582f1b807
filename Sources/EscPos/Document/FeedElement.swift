/// White paper.
package struct FeedElement: Hashable, Sendable {
  package enum Unit: String, Codable, CaseIterable, Hashable, Sendable { case lines, dots }

  package var count: Int
  package var unit: Unit

  package init(_ count: Int, _ unit: Unit = .lines) {
    self.count = count
    self.unit = unit
  }
}

extension FeedElement: Codable {
  static let members = ["feed", "unit"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a feed", knows: Self.members)
    self.init(try reader.need("feed"), try reader.word("unit") ?? .lines)
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("feed", count)
    try writer.write("unit", unit, unless: .lines)
  }

  func check() throws(ReceiptFault) {
    try ReceiptFault.check("feed", count, 1...(unit == .lines ? ReceiptLimits.feedLines : ReceiptLimits.feedDots))
  }
}
