/// The look of text on paper.
package struct PaperText: Hashable, Sendable {
  /// The cell of a narrow character in dots, with multipliers; wide ones take two cells.
  package var cellWidth: Int
  package var cellHeight: Int
  /// White dots behind each character, wide or narrow (ESC SP, FS S).
  package var spacing = 0
  /// How many cells each character takes: 2 for those of two bytes, whatever Unicode thinks of them.
  package var cells = 1
  package var isBold = false
  /// In dots; 0 for none.
  package var underline = 0
  package var isInverted = false
  /// Each character turned by 90° clockwise in its own cell.
  package var isRotated = false
  /// The characters' own dots stay as white as the paper (GS ( N 48 0).
  package var isBlank = false
  /// What the cells are filled with behind the characters (GS ( N 49).
  package var background: PaperColour?
  /// The shadow of each character (GS ( N 50).
  package var shadow: PaperColour?

  package init(cellWidth: Int, cellHeight: Int) {
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
  }
}

/// The colours that a printer sets dots in; red stands for whatever its second one is.
package enum PaperColour: UInt8, Hashable, Sendable {
  case black = 1
  case red
}
