import TextEncodings

/// What rules and borders are made of: box-drawing characters where the printer has them one column wide, else ASCII.
struct RuleCharacters: Hashable, Sendable {
  /// Where a piece of a rule goes to from the middle of its cell.
  struct Arms: OptionSet, Hashable, Sendable {
    var rawValue: UInt8

    static let up = Arms(rawValue: 1)
    static let down = Arms(rawValue: 2)
    static let left = Arms(rawValue: 4)
    static let right = Arms(rawValue: 8)
  }

  let areDrawnThrough: Bool

  /// In GB18030 and its kin these characters are two columns wide, and would break the columns.
  init(_ repertoire: Repertoire) {
    let all = Self.box.filter { $0 != " " }
    areDrawnThrough =
      repertoire.canSet(String(all)) && all.allSatisfy { repertoire.planner.columns(String($0)) == 1 }
  }

  var horizontal: Character { self[[.left, .right]] }
  var vertical: Character { areDrawnThrough ? "│" : "|" }

  subscript(arms: Arms) -> Character {
    guard !arms.isEmpty else { return " " }
    if areDrawnThrough { return Self.box[Int(arms.rawValue & 15)] }
    return arms.isDisjoint(with: [.up, .down]) ? "-" : "+"
  }

  /// By the bits of `Arms`.
  private static let box: [Character] = [
    " ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
  ]
}

/// A horizontal rule, with the verticals that end at it and begin at it.
struct RuledLine {
  private(set) var arms: [RuleCharacters.Arms]

  init(paper: Int) {
    arms = Array(repeating: [], count: max(0, paper))
  }

  /// The rule over (`.down`) or under (`.up`) the columns.
  mutating func add(_ placement: MarkupPlacement, _ vertical: RuleCharacters.Arms) {
    var place = placement.left
    insert(vertical, at: place)
    for (_, width) in placement.columns {
      insert(.right, at: place)
      for between in place + 1..<place + 1 + max(0, width) { insert([.left, .right], at: between) }
      place += max(0, width) + 1
      insert([vertical, .left], at: place)
    }
  }

  private mutating func insert(_ new: RuleCharacters.Arms, at place: Int) {
    guard arms.indices.contains(place) else { return }
    arms[place].formUnion(new)
  }

  /// Where the rule begins, and its characters.
  func text(_ characters: RuleCharacters) -> (start: Int, text: String) {
    let start = arms.firstIndex { !$0.isEmpty } ?? 0
    let end = arms.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? start
    return (start, String(arms[start..<end].map { characters[$0] }))
  }
}
