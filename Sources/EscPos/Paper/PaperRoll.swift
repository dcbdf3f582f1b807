/// What has come out of a printer, in dots from the top left: the emulator writes it, the preview draws it.
package struct PaperRoll: Hashable, Sendable {
  /// Beyond these the oldest quarter is dropped.
  package static let longestItems = 20_000
  package static let longestBitmaps = 8 << 20

  /// The width of the print area in dots.
  package var width: Int
  /// How far the paper has been fed, in dots.
  package var height = 0
  /// In the order of printing.
  package var items: [PaperItem] = []
  /// Items that are gone because the roll became too long.
  package private(set) var dropped = 0
  /// The bytes of the pictures in `items`, and some for each text and code.
  private var weight = 0

  package init(width: Int) {
    self.width = width
  }

  package mutating func append(_ item: PaperItem) {
    items.append(item)
    weight += item.weight
    guard items.count > Self.longestItems || weight > Self.longestBitmaps else { return }
    let count = max(1, items.count / 4)
    weight -= items.prefix(count).reduce(0) { $0 + $1.weight }
    items.removeFirst(count)
    dropped += count
  }

  /// Tears everything off; what comes next begins at 0.
  package mutating func clear() {
    self = PaperRoll(width: width)
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
    /// A line or a side of a rectangle: all its dots are set.
    case rule(width: Int, height: Int)
    /// `y` is where the paper is parted: above the head by the way to the cutter.
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

  fileprivate var weight: Int {
    switch kind {
    case .bitmap(let bitmap, _, _): bitmap.bytes.count
    case .text(let text, _): text.utf8.count
    case .barcode(let barcode): barcode.data.utf8.count
    case .symbol(let symbol): symbol.data.count
    case .rule, .cut: 0
    }
  }
}
