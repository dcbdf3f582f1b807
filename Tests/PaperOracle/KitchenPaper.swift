import EscPos
import PosProtocol
import Simulator

/// What a ticket of the kitchen is on paper.
struct KitchenPaper: Hashable, Sendable {
  /// An order's part for one station.
  struct Ticket: Hashable, Sendable {
    var order: Int
    var station: String
  }

  var ticket: Ticket
  var isWhole: Bool
  var isMarked: Bool

  init(_ ticket: Ticket, isWhole: Bool = true, isMarked: Bool = false) {
    (self.ticket, self.isWhole, self.isMarked) = (ticket, isWhole, isMarked)
  }

  /// How `posd.toml` has its tickets printed.
  static let template = """
    [[template]]
    name = "oracle"
    receipt = '''
    [
      {"text": "ORDER {order} {station} BEGIN"},
      {"items": [{"text": "ITEM {order} {name}"}]},
      {"text": "ORDER {order} {station} END"}
    ]
    '''

    """

  static func dishes(_ count: Int) -> [String] { (1...count).map { "dish-\($0)" } }

  /// From cut to cut. `dishes` has how many each ticket shall have. Pieces that hold more than one ticket are `mixed`.
  static func all(on paper: Paper, _ dishes: [Ticket: Int]) -> (found: [KitchenPaper], mixed: [[String]]) {
    var found: [KitchenPaper] = []
    var mixed: [[String]] = []
    for part in paper.items.split(separator: .cut) {
      let lines = part.compactMap { item -> String? in if case .line(let line) = item { line } else { nil } }
      let own = lines.map(trimmed).filter { $0.hasPrefix("ORDER ") || $0.hasPrefix("ITEM ") }
      guard let ticket = own.first.flatMap(ticket) else {
        // A head that was cut short is nobody's ticket, and nothing may follow it.
        if own.count > 1 { mixed.append(own) }
        continue
      }
      let head = "ORDER \(ticket.order) \(ticket.station)"
      let expected =
        ["\(head) BEGIN"] + Self.dishes(dishes[ticket] ?? 1).map { "ITEM \(ticket.order) \($0)" } + ["\(head) END"]
      let isHead =
        own.count <= expected.count
        && zip(own, expected).enumerated().allSatisfy { index, pair in
          index == own.count - 1 ? pair.1.hasPrefix(pair.0) : pair.0 == pair.1
        }
      guard isHead else {
        mixed.append(own)
        continue
      }
      let isMarked = lines.contains { $0.contains("POSSIBLE DUPLICATE") || $0.contains("REPRINT") }
      found.append(KitchenPaper(ticket, isWhole: own == expected, isMarked: isMarked))
    }
    return (found, mixed)
  }

  private static func ticket(_ line: String) -> Ticket? {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 4, words[0] == "ORDER", words[3] == "BEGIN", let order = Int(words[1]) else { return nil }
    return Ticket(order: order, station: words[2])
  }

  private static func trimmed(_ line: String) -> String {
    line.split(separator: " ").joined(separator: " ")
  }
}
