/// Breaks text into lines of a number of columns, counting the columns of what a planner really sends.
package struct LineBreaker: Hashable, Sendable {
  /// A part of a paragraph that is set in one style.
  package struct Piece: Hashable, Sendable {
    package var text: String
    /// How many times as wide as normal its characters are printed, from 1.
    package var widthFactor: Int
    /// The caller's own number, such as the index of a style; lines carry it along.
    package var payload: Int

    package init(_ text: String, widthFactor: Int = 1, payload: Int = 0) {
      self.text = text
      self.widthFactor = widthFactor
      self.payload = payload
    }
  }

  package let planner: TextPlanner

  package init(_ planner: TextPlanner) {
    self.planner = planner
  }

  /// The lines of a paragraph, or of several with line feeds between them; an empty line is an empty array.
  ///
  /// A line ends at a space (which disappears), between East Asian characters as kinsoku allows, or after a hyphen; a
  /// word that is longer than a line is broken between clusters. A single cluster that is wider than a line stands alone
  /// on one. What is invisible is left out.
  package func lines(of pieces: [Piece], columns: Int) -> [[Piece]] {
    var lines: [[Piece]] = []
    for paragraph in Self.paragraphs(of: pieces) {
      lines += BreakItems(paragraph, planner).lines(columns: max(columns, 1))
    }
    return lines
  }

  package func lines(of text: String, columns: Int, widthFactor: Int = 1) -> [String] {
    lines(of: [Piece(text, widthFactor: widthFactor)], columns: columns).map { Self.text(of: $0) }
  }

  /// The columns of a line, each piece by its width factor.
  package func columns(of pieces: [Piece]) -> Int {
    pieces.reduce(0) { $0 &+ planner.columns($1.text) &* Self.factor($1) }
  }

  static func factor(_ piece: Piece) -> Int { min(max(piece.widthFactor, 1), 64) }

  static func text(of pieces: [Piece]) -> String {
    pieces.reduce(into: "") { $0 += $1.text }
  }

  /// Splits at CR LF, LF and CR.
  private static func paragraphs(of pieces: [Piece]) -> [[Piece]] {
    var paragraphs: [[Piece]] = [[]]
    for piece in pieces {
      let parts = piece.text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
      for (index, part) in parts.enumerated() {
        if index > 0 { paragraphs.append([]) }
        guard !part.isEmpty else { continue }
        var copy = piece
        copy.text = String(part)
        paragraphs[paragraphs.count - 1].append(copy)
      }
    }
    return paragraphs
  }
}
