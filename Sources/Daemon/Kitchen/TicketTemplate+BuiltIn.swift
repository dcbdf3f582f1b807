import PosProtocol

extension TicketTemplate {
  /// The ticket of a station that has no template of its own. The station and the number stand above it by themselves.
  static func builtIn(_ language: TicketLanguage, expo: Bool) -> TicketTemplate {
    let kind: JSONValue = [
      "text": " {kind} ", "align": "center", "width": .integer(2), "height": .integer(3), "bold": .bool(true),
      "invert": .bool(true),
    ]
    let table: JSONValue = [
      "text": .string(language.word("桌号", "TABLE") + " {table}"), "size": .integer(2), "bold": .bool(true),
    ]
    let order: JSONValue = ["row": [.string(language.word("单号", "ORDER") + " {order}"), right("{time}")]]
    let people: JSONValue = [
      "row": [
        .string(language.word("服务员", "WAITER") + " {waiter}"), right(language.word("人数", "GUESTS") + " {guests}"),
      ]
    ]
    let dish: JSONValue = [
      "row": [["text": "{name}", "bold": .bool(true)], right("x{quantity}", bold: true)], "height": .integer(2),
    ]
    let mind: JSONValue = ["text": " {notes} ", "bold": .bool(true), "invert": .bool(true)]
    var item: [JSONValue] = [dish, ["text": "  {options}"], mind]
    if expo { item.append(["text": "  > {stations}"]) }
    let note: JSONValue = [
      "text": .string(" " + language.word("备注", "NOTE") + " {note} "), "height": .integer(2), "bold": .bool(true),
      "invert": .bool(true),
    ]
    return TicketTemplate(
      name: "built-in",
      elements: [
        kind, table, order, people, ["rule": "double"], ["items": .array(item)], ["rule": "single"], note, kind,
      ])
  }

  private static func right(_ text: String, bold: Bool = false) -> JSONValue {
    var cell: [String: JSONValue] = ["text": .string(text), "width": "auto", "align": "right"]
    if bold { cell["bold"] = .bool(true) }
    return .object(cell)
  }
}

extension Station {
  /// What its tickets look like.
  var ticketTemplate: TicketTemplate { template ?? .builtIn(language, expo: isExpo) }
}
