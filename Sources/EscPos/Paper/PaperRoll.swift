/// What has come out of a printer, in dots from the top left: the emulator writes it, the preview draws it.
package struct PaperRoll: Hashable, Sendable {
  /// The width of the print area in dots.
  package var width: Int
  /// How far the paper has been fed, in dots.
  package var height = 0
  /// In the order of printing.
  package var items: [PaperItem] = []

  package init(width: Int) {
    self.width = width
  }
}

/// Something on paper; `x` and `y` are its top left corner in dots.
package struct PaperItem: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case text(String, PaperText)
    /// Each dot is `scaleX` × `scaleY` dots large.
    case bitmap(Bitmap, scaleX: Int, scaleY: Int)
    case barcode(Barcode)
    case symbol(Symbol)
    case cut(PrintCommand.Cut)
  }

  package var x: Int
  package var y: Int
  /// Clockwise in quarters, around the item's own top left corner before turning; page mode and upside-down lines.
  package var quarterTurns: Int
  package var isRed: Bool
  package var kind: Kind

  package init(x: Int, y: Int, quarterTurns: Int = 0, isRed: Bool = false, _ kind: Kind) {
    self.x = x
    self.y = y
    self.quarterTurns = quarterTurns
    self.isRed = isRed
    self.kind = kind
  }
}

/// The look of text on paper.
package struct PaperText: Hashable, Sendable {
  /// The cell of a narrow character in dots, with multipliers; wide ones take two cells.
  package var cellWidth: Int
  package var cellHeight: Int
  package var isBold = false
  /// In dots; 0 for none.
  package var underline = 0
  package var isInverted = false
  /// Each character turned by 90° clockwise in its own cell.
  package var isRotated = false

  package init(cellWidth: Int, cellHeight: Int) {
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
  }
}
