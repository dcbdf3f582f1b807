/// What a person reads on the paper: lines of text in columns, marks for pictures and codes, and where it was cut.
package struct PaperLines: Hashable, Sendable {
  package enum Item: Hashable, Sendable {
    case line(String)
    case cut
  }

  /// Beyond this the oldest quarter is dropped.
  package static let longestItems = 20_000
  /// All text that is kept, in bytes.
  package static let longestText = 4 << 20

  package private(set) var items: [Item] = []
  /// All lines that were ever printed.
  package private(set) var fedLines = 0
  package private(set) var cuts = 0
  private var size = 0

  package init() {}

  /// `[cut]` for a cut.
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

  mutating func add(_ line: String) {
    fedLines += 1
    size += line.utf8.count
    append(.line(line))
  }

  mutating func addCut() {
    cuts += 1
    append(.cut)
  }

  /// Tears it off; the lines that were ever printed stay counted.
  package mutating func clear() {
    items = []
    size = 0
    cuts = 0
  }

  private mutating func append(_ item: Item) {
    items.append(item)
    guard items.count > Self.longestItems || size > Self.longestText else { return }
    let count = max(1, items.count / 4)
    for case .line(let line) in items.prefix(count) { size -= line.utf8.count }
    items.removeFirst(count)
  }
}
