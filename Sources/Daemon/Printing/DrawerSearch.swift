import EscPos
import PosModel
import PrintSpool

/// Whether content opens a drawer by itself.
enum DrawerSearch {
  /// `dialects` are those of the printers that may get it. What cannot be read opens nothing: it is refused when it is
  /// checked.
  static func opensDrawer(_ content: NewJob.Content, _ dialects: Set<CommandDialect>) -> Bool {
    switch content {
    case .text, .image: false
    case .raw(let bytes): opensDrawer(bytes, dialects)
    case .markup(let text): opensDrawer(markup: text, dialects)
    case .receipt(let json): opensDrawer(receipt: json, dialects)
    }
  }

  private static func opensDrawer(markup text: String, _ dialects: Set<CommandDialect>) -> Bool {
    do throws(PosError) {
      let markup = try Markup(text)
      guard markup.hasCommands else { return false }
      return opensDrawer(try ReceiptLayout(profile: .generic).compose(markup: markup).commands, dialects)
    } catch {
      return false
    }
  }

  private static func opensDrawer(receipt json: String, _ dialects: Set<CommandDialect>) -> Bool {
    do throws(PosError) {
      return opensDrawer(try Typesetter.document(json).elements, dialects)
    } catch {
      return false
    }
  }

  private static func opensDrawer(_ elements: [ReceiptElement], _ dialects: Set<CommandDialect>) -> Bool {
    elements.contains { element in
      switch element {
      case .drawer: true
      case .raw(let raw): opensDrawer(raw.bytes, dialects)
      case .box(let box): opensDrawer(box.elements, dialects)
      case .page(let page): opensDrawer(page.items.map(\.element), dialects)
      default: false
      }
    }
  }

  private static func opensDrawer(_ commands: [PrintCommand], _ dialects: Set<CommandDialect>) -> Bool {
    commands.contains { command in
      switch command {
      case .drawer: true
      case .raw(let bytes): opensDrawer(bytes, dialects)
      case .page(_, _, _, let commands): opensDrawer(commands, dialects)
      default: false
      }
    }
  }

  /// A printer's own bytes: a pulse as a command, or one in real time anywhere, for that is carried out in data too. The
  /// beginning of one at the end counts, for what follows completes it.
  static func opensDrawer(_ bytes: [UInt8], _ dialects: Set<CommandDialect>) -> Bool {
    hasRealTimePulse(bytes) || dialects.contains { hasPulse(bytes, $0) }
  }

  /// DLE DC4 1 m t (Epson ESC/POS): m is 0 or 1, t is 1 to 8.
  private static func hasRealTimePulse(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { index in
      guard bytes[index] == 0x10 else { return false }
      let command = bytes[index...].prefix(5)
      return zip(command, realTimePulse).allSatisfy { $1.contains($0) }
    }
  }

  private static let realTimePulse: [ClosedRange<UInt8>] = [0x10...0x10, 0x14...0x14, 0x01...0x01, 0...1, 1...8]

  /// ESC p m t1 t2.
  private static func hasPulse(_ bytes: [UInt8], _ dialect: CommandDialect) -> Bool {
    var tokenizer = Tokenizer(dialect)
    return bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while let event = tokenizer.next(bytes, &index) {
        switch event {
        case .command, .unknown:
          if tokenizer.head.starts(with: [0x1B, 0x70]) { return true }
        case .text, .data, .end: break
        }
      }
      guard !tokenizer.isBetween, let first = tokenizer.head.first else { return false }
      return first == 0x1B && (tokenizer.head.count == 1 || tokenizer.head[1] == 0x70)
    }
  }
}
