/// What one printer has shown of itself on paper and on the line; nil where it was not tried.
package struct LearnedFacts: Codable, Hashable, Sendable {
  /// DLE EOT.
  package var answersRealTime: Bool?
  /// GS a.
  package var answersAutomatic: Bool?
  /// GS r.
  package var answersInOrder: Bool?
  /// GS ( H 48.
  package var answersProcessID: Bool?
  /// DLE DC4 8.
  package var clearsBuffer: Bool?
  package var paintsHanzi: Bool?
  /// The encoding in which it painted them: `gb18030`.
  package var hanziEncoding: String?
  package var takesFourByte: Bool?
  /// The characters of font A that came out on one line.
  package var columns: Int?
  package var hasCutter: Bool?
  /// The pages that were seen to be right: the name → the n of ESC t.
  package var codePages: [String: Int]?
  /// Its answer to GS I 67.
  package var model: String?
  /// Its answer to GS I 69.
  package var fontLanguage: String?

  package init() {}
}
