/// Decides, for a printer that can switch between encodings, in which of them each part of a text is set.
package struct TextPlanner: Hashable, Sendable {
  /// A part of a text that is set in one encoding.
  package struct Run: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      /// The page in force does not matter.
      case ascii
      /// An index into `pages`.
      case page(Int)
      case multiByte
      /// The printer has no glyphs for it.
      case drawn
    }

    package var kind: Kind
    package var text: String
    /// What it takes on paper: the width of the bytes that are sent, or of the cells that are drawn.
    package var columns: Int

    package init(_ kind: Kind, _ text: String, columns: Int) {
      self.kind = kind
      self.text = text
      self.columns = columns
    }
  }

  /// Single-byte pages, those preferred first.
  package let pages: [TextEncoding]
  package let multiByte: TextEncoding?

  package init(pages: [TextEncoding], multiByte: TextEncoding?) {
    self.pages = pages
    self.multiByte = multiByte
  }
}

extension TextPlanner {
  /// Splits a text (without control characters) into runs, in order; never splits a character.
  package func plan(_ text: String) -> [Run] {
    var runs: [Run] = []
    for character in text {
      let one = String(character)
      let (kind, columns) = choose(one)
      if let last = runs.indices.last, runs[last].kind == kind {
        runs[last].text += one
        runs[last].columns += columns
      } else {
        runs.append(Run(kind, one, columns: columns))
      }
    }
    return runs
  }

  /// The columns that a text takes on paper.
  package func columns(_ text: String) -> Int {
    plan(text).reduce(0) { $0 + $1.columns }
  }

  private func choose(_ character: String) -> (Run.Kind, Int) {
    if character.unicodeScalars.allSatisfy(\.isASCII) { return (.ascii, character.unicodeScalars.count) }
    if let multiByte, multiByte.canEncode(character) { return (.multiByte, multiByte.displayWidth(character)) }
    for (index, page) in pages.enumerated() where page.canEncode(character) {
      return (.page(index), page.displayWidth(character))
    }
    return (.drawn, 2)
  }
}
