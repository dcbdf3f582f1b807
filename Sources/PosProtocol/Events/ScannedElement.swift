/// One element of a GS1 label, as `scanner.data` tells it.
package struct ScannedElement: Codable, Hashable, Sendable {
  package static let members = [
    Field("ai", .string, "The application identifier: 01, 3103."),
    Field("value", .string, "Its data."),
    Field("title", .string, "GS1's name of it; empty where GS1 gives none."),
  ]

  package var ai: String
  package var value: String
  package var title: String

  package init(ai: String, value: String, title: String) {
    self.ai = ai
    self.value = value
    self.title = title
  }
}
