/// Decides, for a printer that can switch between encodings, in which of them each part of a text is set.
///
/// ASCII goes with whatever is in force. What only one encoding has is set in it; between several, one is kept as long
/// as it serves, so that the printer is switched as seldom as possible. Latin, Greek and Cyrillic letters go to a page
/// (one column) before they go to the double-byte set (two). What no encoding has is drawn, whole clusters at a time;
/// scripts that join or run from right to left are drawn whole words at a time.
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
  /// The ASCII characters that one of the pages has something else for.
  let unsafeASCII: Set<Unicode.Scalar>

  /// Pages behind the hundredth are not used.
  package init(pages: [TextEncoding], multiByte: TextEncoding?) {
    self.pages = Array(pages.prefix(Options.pageLimit))
    self.multiByte = multiByte
    var unsafe: Set<Unicode.Scalar> = []
    for page in self.pages {
      if case .page(let page) = page.table { unsafe.formUnion(page.lower.keys.map { Unicode.Scalar($0) }) }
    }
    unsafeASCII = unsafe
  }
}

extension TextPlanner {
  /// Splits a text (without control characters) into runs, in order; never splits a character.
  ///
  /// `inForce` is what the printer is switched to; without it the first switch is free. What is invisible is left out.
  package func plan(_ text: String, inForce: Run.Kind? = nil) -> [Run] {
    var text = text
    return text.withUTF8 { utf8 in
      var runs: [Run] = []
      var start = 0
      let cells = cells(utf8, inForce: inForce)
      while start < cells.count {
        let kind = cells[start].kind
        var end = start + 1
        var columns = cells[start].columns
        var isWhole = true
        while end < cells.count, cells[end].kind == kind {
          isWhole = isWhole && cells[end].start == cells[end - 1].end
          columns += cells[end].columns
          end += 1
        }
        let bytes: [UInt8]? =
          // A joiner after a letter of ASCII is part of its cluster, and nothing on paper.
          kind == .ascii && columns != cells[end - 1].end - cells[start].start
          ? cells[start..<end].flatMap { utf8[$0.start..<$0.end].filter { $0 < 0x80 } }
          : isWhole ? nil : cells[start..<end].flatMap { utf8[$0.start..<$0.end] }
        let text =
          if let bytes { String(decoding: bytes, as: UTF8.self) } else {
            String(decoding: utf8[cells[start].start..<cells[end - 1].end], as: UTF8.self)
          }
        runs.append(Run(kind, text, columns: columns))
        start = end
      }
      return runs
    }
  }

  /// The columns that a text takes on paper.
  package func columns(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { cells($0).reduce(0) { $0 + $1.columns } }
  }

  /// Appends the bytes of a run for the encoding that its kind names; nothing for a drawn one.
  package func encode(_ run: Run, into bytes: inout [UInt8]) {
    switch run.kind {
    case .ascii: bytes.append(contentsOf: run.text.utf8)
    case .page(let index):
      if pages.indices.contains(index) { pages[index].encode(run.text, into: &bytes) }
    case .multiByte: multiByte?.encode(run.text, into: &bytes)
    case .drawn: break
    }
  }
}
