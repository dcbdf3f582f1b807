import PosModel
import TextEncodings

/// One step of a receipt between layout and bytes: the layout has decided where everything stands, and the encoder
/// says it in the printer's own language. The large and rare ones are indirect, so that a list of them stays small.
package enum PrintCommand: Hashable, Sendable {
  package enum Alignment: String, Codable, CaseIterable, Hashable, Sendable { case left, center, right }
  package enum Cut: String, Codable, CaseIterable, Hashable, Sendable { case full, partial }

  /// As after power-on (ESC @); the encoder forgets what it believed of the printer's state.
  case initialize
  /// For the text that follows; the encoder writes what differs from before.
  case style(TextStyle)
  /// Part of a line, without line ends; every character can be set by the printer.
  case text(String)
  /// Part of a line in the encoding that was chosen for it: pages are those of the profile's planner.
  indirect case run(TextPlanner.Run)
  /// Part of a line that is drawn: an index into `Composition.artwork`, and the columns (of the current font, before
  /// multipliers) that it takes.
  case drawnText(artwork: Int, columns: Int)
  /// A line of its own that is drawn as a whole, since the printer cannot set a part of it inline.
  case drawnLine([DrawnPart], isUpsideDown: Bool)
  /// Prints the line and moves on by the line spacing.
  case newline
  case feed(lines: Int)
  case feedDots(Int)
  case align(Alignment)
  /// The place of what follows, in dots from the left margin (ESC $).
  case moveTo(dots: Int)
  /// nil: the printer's own.
  case lineSpacing(dots: Int?)
  /// In dots; a nil width: up to the right edge (GS L, GS W).
  case area(left: Int, width: Int?)
  /// A picture on lines of its own; an index into `Composition.artwork`.
  case picture(artwork: Int)
  /// Dots that are there already: a line that was drawn by the layout itself.
  case bitmap(Bitmap)
  /// Codes that the profile can set natively; others are artwork.
  indirect case barcode(Barcode)
  indirect case symbol(Symbol)
  /// A logo in the printer's memory, by the two characters of its key (GS ( L 69) or its number in ASCII (FS p).
  case logo(String)
  /// Feeds what was printed past the cutter first.
  case cut(Cut)
  indirect case drawer(DrawerPulse)
  /// 1 to 9 times; each as long as `duration` and as much silence.
  case beep(times: Int, duration: Duration)
  /// Commands inside a page of this size in dots (ESC L … FF); they stand where `moveTo` and `moveDown` say.
  indirect case page(width: Int, height: Int, direction: PageDirection, [PrintCommand])
  /// Page mode: the vertical place of the baseline in dots (GS $).
  case moveDown(dots: Int)
  /// The printer's own bytes, untouched.
  case raw([UInt8])
}

/// A part of a drawn line; all parts stand on the line's bottom edge.
package struct DrawnPart: Hashable, Sendable {
  /// An index into `Composition.artwork`.
  package var artwork: Int
  /// Its left edge in dots.
  package var x: Int
  /// The line is in the second colour if one of its parts is: printers choose colours by lines (Epson ESC/POS, ESC r).
  package var isRed: Bool

  package init(artwork: Int, x: Int, isRed: Bool = false) {
    self.artwork = artwork
    self.x = x
    self.isRed = isRed
  }
}

/// From which corner a page is written (ESC T).
package enum PageDirection: String, Codable, CaseIterable, Hashable, Sendable {
  case leftToRight, bottomToTop, rightToLeft, topToBottom
}

/// A receipt that was laid out for one profile: what to print, and what has to be drawn first.
package struct Composition: Hashable, Sendable {
  package var commands: [PrintCommand]
  package var artwork: [Artwork]
  /// Where each of `artwork` stands in the receipt: `receipt[3].page[1].element`; shorter where nothing is known.
  package var places: [String] = []
  /// The codes among `artwork` for which there is no room with modules that every reader can tell apart.
  package var narrow: [Int] = []
  /// What the layout has worked out already.
  var codes = CodeBytes()

  package init(commands: [PrintCommand] = [], artwork: [Artwork] = []) {
    self.commands = commands
    self.artwork = artwork
  }
  /// Puts the name of what is around them before the places of the artwork from `first` on.
  mutating func locate(from first: Int, inside outer: String) {
    while places.count < artwork.count { places.append("") }
    for index in first..<max(first, artwork.count) {
      places[index] = ReceiptFault(places[index], "").inside(outer).place
    }
  }

  /// nil: not known.
  package func place(of artwork: Int) -> String? {
    guard places.indices.contains(artwork), !places[artwork].isEmpty else { return nil }
    return places[artwork]
  }
}
