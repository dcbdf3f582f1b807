/// Cuts the paper behind what was printed.
package struct CutElement: Hashable, Sendable {
  package var cut: PrintCommand.Cut

  package init(_ cut: PrintCommand.Cut = .partial) {
    self.cut = cut
  }
}

extension CutElement: Codable {
  static let members = ["cut"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a cut", knows: Self.members)
    guard let cut = try reader.word("cut", of: PrintCommand.Cut.self) else {
      throw reader.wrong("cut", "is missing")
    }
    self.init(cut)
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("cut", cut)
  }
}
