/// A quantity or a price as it stands on a ticket: a number, or a text such as `1.5 kg`.
package struct KitchenAmount: Codable, Hashable, Sendable {
  package var text: String

  package init(_ text: String) {
    self.text = text
  }

  package static let schema: Schema = .oneOf([.number, .string])

  package init(from decoder: any Decoder) throws {
    switch try JSONValue(from: decoder) {
    case .string(let text): self.text = text
    case .integer(let number): text = String(number)
    case .unsigned(let number): text = String(number)
    case .number(let number): text = "\(number)"
    default:
      throw DecodingError.typeMismatch(
        String.self,
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "a number or a string is expected"))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
