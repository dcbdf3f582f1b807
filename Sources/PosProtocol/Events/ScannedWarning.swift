/// What a GS1 label does not keep, as `scanner.data` tells it.
package struct ScannedWarning: Codable, Hashable, Sendable {
  package static let members = [
    Field("code", .string, "A stable word: csum, yymmd0, unknownIdentifier, …"),
    Field("ai", .string, "The application identifier, where one was found.", optional: true),
    Field(
      "place", .integer(minimum: 0), "The byte where it is wrong, counted from 0 without escapes of character sets."),
    Field("message", .string, "What is wrong."),
  ]

  package var code: String
  package var ai: String?
  package var place: Int
  package var message: String

  package init(code: String, ai: String?, place: Int, message: String) {
    self.code = code
    self.ai = ai
    self.place = place
    self.message = message
  }
}
