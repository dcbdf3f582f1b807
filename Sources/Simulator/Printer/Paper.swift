import TextEncodings

/// What came out of a printer.
package struct Paper: Hashable, Sendable {
  package enum Item: Hashable, Sendable {
    case line(String)
    case cut
  }

  /// Where the paper ends for the tests that never clear it; the oldest quarter goes first.
  package static let longestItems = 20_000
  package static let longestBytes = 4 << 20
  /// A printer's line buffer; longer text goes on in the next line.
  static let longestLine = 4096

  package private(set) var items: [Item] = []
  /// Everything that was printed, as it came, without the real-time commands.
  package private(set) var bytes: [UInt8] = []
  package private(set) var cuts = 0
  /// Commands and control characters that the printer does not know; at most 100.
  package private(set) var unknown: [[UInt8]] = []
  /// All bytes that were ever printed, also those that are gone from `bytes`.
  package private(set) var total = 0
  /// All lines that were ever fed.
  package private(set) var fedLines = 0

  private var line = ""
  private var pending: [UInt8] = []
  private var encoding = TextEncoding.gb18030

  package init() {}

  /// The lines, `[cut]` for a cut; text that has not been fed yet is not on the paper.
  package var text: String {
    var text = ""
    for item in items {
      switch item {
      case .line(let line): text += line
      case .cut: text += "[cut]"
      }
      text += "\n"
    }
    return text
  }

  /// Whether there is text in the line buffer.
  package var hasPendingLine: Bool { !line.isEmpty || !pending.isEmpty }

  /// Tears the paper off; the line buffer stays.
  package mutating func clear() {
    items = []
    bytes = []
    cuts = 0
    unknown = []
  }

  mutating func record(_ more: [UInt8]) {
    total += more.count
    if bytes.count >= Self.longestBytes { bytes.removeFirst(Self.longestBytes / 4) }
    bytes += more
  }

  mutating func append(_ byte: UInt8) {
    pending.append(byte)
    if pending.count >= Self.longestLine { feed() }
  }

  /// A mark for what is no text: `[picture 576×120]`.
  mutating func append(mark: String) {
    decodePending()
    line += "[\(mark)]"
  }

  mutating func select(_ encoding: TextEncoding) {
    decodePending()
    self.encoding = encoding
  }

  /// Prints the line buffer and moves on by one line.
  mutating func feed() {
    decodePending()
    add(.line(line))
    line = ""
  }

  /// Feeds without printing an empty line when there is nothing in the buffer.
  mutating func feedPending() {
    if hasPendingLine { feed() }
  }

  mutating func cut() {
    feedPending()
    add(.cut)
    cuts += 1
  }

  mutating func forgetLine() {
    line = ""
    pending = []
  }

  mutating func note(unknown command: [UInt8]) {
    if unknown.count < 100 { unknown.append(command) }
  }

  private mutating func decodePending() {
    guard !pending.isEmpty else { return }
    line += encoding.decode(pending)
    pending = []
  }

  private mutating func add(_ item: Item) {
    if case .line = item { fedLines += 1 }
    if items.count >= Self.longestItems { items.removeFirst(Self.longestItems / 4) }
    items.append(item)
  }
}
