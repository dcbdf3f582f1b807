import EscPos
import Simulator

/// What stands between two cuts of the paper.
struct Appearance: Sendable {
  enum Kind: Hashable, Sendable {
    case whole(Int)
    case torn(Int)
    /// Nothing but feeds, marks of a ticket that broke off, or the padding of a cut command.
    case blank
    case foreign(String)
  }

  var kind: Kind
  var isMarked: Bool

  var number: Int? {
    switch kind {
    case .whole(let number), .torn(let number): number
    case .blank, .foreign: nil
    }
  }

  var isWhole: Bool { if case .whole = kind { true } else { false } }

  /// The paper from cut to cut.
  static func all(on paper: Paper, _ tickets: [Int: Ticket]) -> [Appearance] {
    let lines = paper.items.split(separator: .cut, omittingEmptySubsequences: false).map { part in
      part.compactMap { item -> String? in if case .line(let line) = item { line } else { nil } }
    }
    var pictures: [[[UInt8]]] = [[]]
    for item in paper.roll.items {
      switch item.kind {
      case .cut: pictures.append([])
      case .bitmap(let bitmap, _, _): pictures[pictures.count - 1].append(bitmap.bytes)
      default: break
      }
    }
    return lines.enumerated().map { index, lines in
      Appearance(lines, pictures: index < pictures.count ? pictures[index] : [], tickets)
    }
  }

  private init(_ lines: [String], pictures: [[UInt8]], _ tickets: [Int: Ticket]) {
    let read = lines.map { $0.trimmed }.filter { !$0.isEmpty }
    isMarked = read.contains { Self.says($0, Self.marks) }
    let content = read.filter { !Self.says($0, Self.marks + Self.companions) }
    // The end of a picture that was cut short, without its ticket, is made up for and cut off.
    guard let head = content.first, !content.allSatisfy({ $0.hasPrefix("[picture ") }) else {
      kind = .blank
      return
    }
    guard let number = Ticket.number(in: head), let ticket = tickets[number] else {
      // A number that was cut short, or a picture whose beginning a power loss has taken.
      let isStub = content.count == 1 && ("JOB " + String(head.dropFirst(4))).hasPrefix(head)
      kind = isStub ? .blank : .foreign("unknown: \(content)")
      return
    }
    let expected = ticket.lines
    let seen = pictures.first ?? []
    if content == expected, pictures.count == (ticket.picture == nil ? 0 : 1),
      ticket.picture == nil || seen == ticket.picture
    {
      kind = .whole(number)
      return
    }
    let isHead =
      content.count <= expected.count
      && zip(content, expected).enumerated().allSatisfy { index, pair in
        index == content.count - 1 ? pair.1.hasPrefix(pair.0) : pair.0 == pair.1
      }
    // What a torn picture got of questions is not held against it.
    if isHead, pictures.count <= 1, content.count < expected.count || content.last != expected.last {
      kind = .torn(number)
    } else {
      kind = .foreign("of \(number): \(content)")
    }
  }

  private static let marks = ["可能重复", "POSSIBLE DUPLICATE", "重打", "REPRINT"]
  private static let companions = ["ATTEMPT", "FIRST"]

  private static func says(_ line: String, _ words: [String]) -> Bool { words.contains { line.contains($0) } }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
