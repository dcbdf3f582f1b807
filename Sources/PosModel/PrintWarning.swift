/// Something on paper that is not as it was meant, though the job is printed.
package struct PrintWarning: Codable, Hashable, Sendable {
  /// A stable word.
  package enum Code: String, Codable, CaseIterable, Hashable, Sendable {
    /// No font of this machine has these characters: they are boxes.
    case missingGlyph = "missing-glyph"
  }

  package var code: Code
  package var message: String
  package var remedy: String
  /// `U+1F600`, rising.
  package var codePoints: [String]

  package init(_ code: Code, _ message: String, remedy: String, codePoints: [String]) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.codePoints = codePoints
  }
}
