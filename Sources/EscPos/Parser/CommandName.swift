/// What a command is called in the grammar of EscPosUtils: `EscInitialize`, `GsPaperFullCut`.
package enum CommandName {
  /// The name of the command that begins like this; nil for what the grammar does not list.
  package static func of(_ head: [UInt8], _ dialect: CommandDialect = .epson) -> String? {
    let table = dialect == .lineDisplay ? displays : printers
    guard let rows = table[key(head, head.count)] else { return nil }
    return (rows.first { $0.matches(head) } ?? (rows.count == 1 ? rows.first : nil))?.name
  }

  private struct Row: Sendable {
    var name: String
    /// The values that each byte may have; empty: any.
    var bytes: [[UInt8]]

    func matches(_ head: [UInt8]) -> Bool {
      for (index, values) in bytes.enumerated() where !values.isEmpty {
        guard index < head.count, values.contains(head[index]) else { return false }
      }
      return true
    }
  }

  private static let printers = parse(printerRows)
  private static let displays = parse(displayRows)

  /// The prefix and the letter; for `(` and `8` also the letter after it.
  private static func key(_ head: [UInt8], _ count: Int) -> [UInt8] {
    let long = count > 2 && (head[1] == 0x28 || head[1] == 0x38)
    return Array(head.prefix(long ? 3 : 2))
  }

  /// Lines `Name 1D 56 41/61 *`: alternatives with `/`, ranges with `-`, any byte `*`.
  private static func parse(_ lines: String) -> [[UInt8]: [Row]] {
    var table: [[UInt8]: [Row]] = [:]
    for line in lines.split(separator: "\n") {
      let words = line.split(separator: " ")
      let bytes = words.dropFirst().map { values(String($0)) }
      let row = Row(name: String(words[0]), bytes: bytes)
      let head = bytes.map { $0.first ?? 0 }
      table[key(head, head.count), default: []].append(row)
    }
    // Those that ask for more come first.
    return table.mapValues { rows in rows.sorted { $0.bytes.count > $1.bytes.count } }
  }

  private static func values(_ word: String) -> [UInt8] {
    guard word != "*" else { return [] }
    return word.split(separator: "/").flatMap { part -> [UInt8] in
      let ends = part.split(separator: "-").compactMap { UInt8($0, radix: 16) }
      guard let low = ends.first, let high = ends.last, low <= high else { return [] }
      return Array(low...high)
    }
  }
}
