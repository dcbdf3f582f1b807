/// What a printer has answered to `DriverCommand.probe`; nil where the question was not asked.
package struct ProbedAbilities: Codable, Hashable, Sendable {
  /// DLE EOT 1 to 4.
  package var realTime: Bool?
  /// GS r, in the order of the data.
  package var inOrder: Bool?
  /// GS a.
  package var automatic: Bool?
  /// GS ( H 48.
  package var processID: Bool?
  /// DLE DC4 8.
  package var clearsBuffer: Bool?
  /// GS I 66.
  package var maker: String?
  /// GS I 67.
  package var model: String?
  /// GS I 69: the character set of its fonts, "CHINA GB18030".
  package var fontLanguage: String?

  package init() {}
}
