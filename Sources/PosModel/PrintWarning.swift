/// Something on paper that is not as it was meant, though the job is printed.
package struct PrintWarning: Codable, Hashable, Sendable {
  /// A stable word.
  package enum Code: String, Codable, CaseIterable, Hashable, Sendable {
    /// No font of this machine has these characters: they are boxes.
    case missingGlyph = "missing-glyph"
    /// Something in markup means nothing, or has no room on this paper: it is left out.
    case markupIgnored = "markup-ignored"
    /// The paper has no room for a code but with modules so narrow that some readers will not read it.
    case narrowCode = "narrow-code"
    /// Raw content ends in the middle of a command, or before its last line is ended: that is not printed.
    case rawUnfinished = "raw-unfinished"
    /// The drawer in a receipt stays closed: nobody expects it any more.
    case drawerLate = "drawer-late"
    /// The request has a member that means nothing: it was ignored.
    case unknownMember = "unknown-member"
  }

  package var code: Code
  package var message: String
  package var remedy: String
  /// `U+1F600`, rising; of missing glyphs only.
  package var codePoints: [String]
  /// Of markup, from 1; the column in Unicode scalars.
  package var line: Int?
  package var column: Int?
  /// Of raw content: the first byte that is meant, from 0.
  package var offset: Int?

  package init(
    _ code: Code, _ message: String, remedy: String, codePoints: [String] = [], line: Int? = nil, column: Int? = nil,
    offset: Int? = nil
  ) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.codePoints = codePoints
    self.line = line
    self.column = column
    self.offset = offset
  }
}
