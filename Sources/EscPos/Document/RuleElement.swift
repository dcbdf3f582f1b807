/// A line across the paper, made of one character.
package struct RuleElement: Hashable, Sendable {
  package enum Style: String, CaseIterable, Hashable, Sendable { case single, double, dashed }

  package enum Pattern: Hashable, Sendable {
    case style(Style)
    case character(Character)
  }

  package var pattern: Pattern

  package init(_ pattern: Pattern = .style(.single)) {
    self.pattern = pattern
  }
}

extension RuleElement: Codable {
  static let members = ["rule"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a rule", knows: Self.members)
    let text = try reader.need("rule", as: String.self)
    if let style = Style(rawValue: text) {
      self.init(.style(style))
    } else if let character = text.first, text.count == 1 {
      self.init(.character(character))
    } else {
      throw reader.wrong("rule", "must be single, double, dashed or one character")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    switch pattern {
    case .style(let style): try writer.write("rule", style.rawValue)
    case .character(let character): try writer.write("rule", String(character))
    }
  }

  func check() throws(ReceiptFault) {
    guard case .character(let character) = pattern else { return }
    guard character.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) }),
      character.utf8.count <= 32
    else { throw ReceiptFault("rule", "must be a character that can be printed") }
  }
}
