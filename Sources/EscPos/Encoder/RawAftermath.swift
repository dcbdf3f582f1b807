/// What bytes of somebody else leave in force, beside the style, the alignment and the code page.
struct RawAftermath {
  /// Whether they end in the middle of a printed line.
  private(set) var isLineOpen: Bool
  /// ESC L without its end.
  private(set) var isOnPage: Bool
  /// The printer was started anew.
  private(set) var isFresh = false
  /// ESC 2 or ESC 3.
  private(set) var changesSpacing = false
  /// GS L or GS W.
  private(set) var changesArea = false
  /// FS C: which double-byte characters there are.
  private(set) var changesCodeSystem = false
  /// What sets the rest as it is after a start.
  private(set) var resets: [UInt8] = []

  /// What follows the first two bytes of a command to set it as it is after a start (Epson ESC/POS).
  private static let defaults: [(command: [UInt8], values: [UInt8])] = [
    ([0x1B, 0x20], [0]),  // ESC SP, the space right of characters
    ([0x1B, 0x25], [0]),  // ESC %, user-defined characters
    ([0x1B, 0x3D], [1]),  // ESC =, the printer selected
    ([0x1B, 0x47], [0]),  // ESC G, double-strike
    ([0x1B, 0x52], [0]),  // ESC R, the international set
    ([0x1B, 0x55], [0]),  // ESC U, unidirectional
    ([0x1C, 0x21], [0]),  // FS !, the style of double-byte characters
    ([0x1C, 0x53], [0, 0]),  // FS S, the space beside them
    ([0x1C, 0x57], [0]),  // FS W, their size
    ([0x1D, 0x50], [0, 0]),  // GS P, the units of motion
    ([0x1D, 0x62], [0]),  // GS b, smoothing
  ]

  /// `isLineOpen` and `isOnPage` are as the bytes find them.
  init(_ bytes: [UInt8], _ dialect: CommandDialect, isLineOpen: Bool, isOnPage: Bool) {
    (self.isLineOpen, self.isOnPage) = (isLineOpen, isOnPage)
    var changed = Set<Int>()
    var waiting = WaitingText(isOpen: isLineOpen, isPage: isOnPage)
    var tokenizer = Tokenizer(dialect)
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      var start = 0
      while let event = tokenizer.next(bytes, &index) {
        switch event {
        case .command(hasData: true), .data: continue
        case .text, .unknown, .end, .command(hasData: false): break
        }
        waiting.take(bytes, start..<index)
        if index - start >= 2 {
          switch (bytes[start], bytes[start + 1]) {
          case (0x1B, 0x40):
            isFresh = true
            changed = []
          case (0x1B, 0x32), (0x1B, 0x33): changesSpacing = true
          case (0x1D, 0x4C), (0x1D, 0x57): changesArea = true
          case (0x1C, 0x43): changesCodeSystem = true
          case (let first, let second):
            if let place = Self.defaults.firstIndex(where: { $0.command == [first, second] }) { changed.insert(place) }
          }
        }
        start = index
      }
    }
    for place in changed.sorted() { resets += Self.defaults[place].command + Self.defaults[place].values }
    (self.isLineOpen, self.isOnPage) = (waiting.start != nil, waiting.isPage)
  }
}
