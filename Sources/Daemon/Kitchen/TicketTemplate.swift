import EscPos
import PosModel
import PosProtocol

/// A receipt document with fields, and parts that repeat for each item: what a ticket of a station looks like.
///
/// `{table}` in a text stands for what the order says; `{{` and `}}` are braces. A text whose fields are all empty is
/// empty, and an element whose fields are all empty is left out. `{"items": [elements]}` repeats for each item.
package struct TicketTemplate: Hashable, Sendable {
  package let name: String
  private let elements: [JSONValue]

  /// Of the whole ticket.
  static let fields: Set<String> = [
    "order", "table", "number", "station", "time", "date", "waiter", "guests", "note", "kind",
  ]
  /// Of each item; those of the ticket stand there too.
  static let itemFields: Set<String> = ["name", "quantity", "notes", "options", "price", "stations"]

  /// Throws what is wrong with it, and where.
  package init(name: String, json: String) throws(PosError) {
    let value: JSONValue
    do throws(JSONFault) {
      value = try JSONCodec.decode(JSONValue.self, from: Array(json.utf8)[...])
    } catch {
      throw PosError(.illegal, "it is not a JSON text", remedy: "see docs/kitchen.md for an example")
    }
    guard case .array(let elements) = value else {
      throw PosError(.illegal, "it must be an array of elements", remedy: "see docs/kitchen.md for an example")
    }
    self.init(name: name, elements: elements)
    try check()
  }

  /// Of elements that are known to be right.
  init(name: String, elements: [JSONValue]) {
    self.name = name
    self.elements = elements
  }

  /// The receipt of a ticket.
  func receipt(_ ticket: Ticket) -> JSONValue {
    var elements = Self.filled(elements, ticket, nil)
    if ticket.beeps > 0 { elements.insert(["beep": .integer(Int64(ticket.beeps))], at: 0) }
    return .array(elements)
  }

  // MARK: Filling

  private static func filled(_ elements: [JSONValue], _ ticket: Ticket, _ item: [String: String]?) -> [JSONValue] {
    elements.flatMap { element -> [JSONValue] in
      if let part = element["items"]?.array {
        return ticket.items.flatMap { filled(part, ticket, $0) }
      }
      var count = FieldCount()
      let full = value(element, ticket, item, &count)
      return count.isBlank ? [] : [full]
    }
  }

  private static func value(
    _ value: JSONValue, _ ticket: Ticket, _ item: [String: String]?, _ count: inout FieldCount
  ) -> JSONValue {
    switch value {
    case .string(let text):
      let (filled, fields) = FieldText.filled(text) { item?[$0] ?? ticket.fields[$0] ?? "" }
      count.add(fields)
      return .string(fields.isBlank ? "" : filled)
    case .array(let values):
      return .array(values.map { self.value($0, ticket, item, &count) })
    case .object(let members):
      var result = members
      for (name, member) in members {
        if name == "box", case .array(let elements) = member {
          let inner = filled(elements, ticket, item)
          count.add(FieldCount(used: elements.isEmpty ? 0 : 1, given: inner.isEmpty ? 0 : 1))
          result[name] = .array(inner)
        } else {
          result[name] = self.value(member, ticket, item, &count)
        }
      }
      return .object(result)
    default: return value
    }
  }

  // MARK: Checks

  /// Each element by itself with sample fields, so that an error names its place in the template.
  private func check() throws(PosError) {
    for (index, element) in elements.enumerated() { try Self.check(element, "receipt[\(index)]", inItems: false) }
  }

  private static func check(_ element: JSONValue, _ place: String, inItems: Bool) throws(PosError) {
    if let part = element["items"] {
      guard case .array(let elements) = part, case .object(let members) = element, members.count == 1 else {
        throw PosError(.illegal, "\(place): items is an array of elements, and stands alone")
      }
      guard !inItems else { throw PosError(.illegal, "\(place): items cannot stand in items") }
      for (index, inner) in elements.enumerated() { try check(inner, "\(place).items[\(index)]", inItems: true) }
      return
    }
    try checkFields(element, place, inItems: inItems)
    let sample = filled([element], .sample, inItems ? Ticket.sample.items[0] : nil)
    do throws(PosError) {
      _ = try Self.text(.array(sample))
    } catch {
      guard error.message.hasPrefix("receipt[0]") else { throw error }
      throw PosError(error.code, place + error.message.dropFirst("receipt[0]".count), remedy: error.remedy)
    }
  }

  private static func checkFields(_ value: JSONValue, _ place: String, inItems: Bool) throws(PosError) {
    switch value {
    case .string(let text):
      let known = inItems ? fields.union(itemFields) : fields
      if let problem = FieldText.problem(text, known) { throw PosError(.illegal, "\(place): \(problem)") }
    case .array(let values): for value in values { try checkFields(value, place, inItems: inItems) }
    case .object(let members):
      for (name, value) in members.sorted(by: { $0.key < $1.key }) {
        if name == "box", case .array(let elements) = value {
          for (index, inner) in elements.enumerated() { try check(inner, "\(place).box[\(index)]", inItems: inItems) }
        } else {
          try checkFields(value, place, inItems: inItems)
        }
      }
    default: break
    }
  }

  /// A receipt as it goes on the disk. Throws what is wrong with it.
  static func text(_ receipt: JSONValue) throws(PosError) -> String {
    var json: [UInt8] = []
    do throws(JSONFault) {
      try JSONCodec.encode(receipt, into: &json)
      _ = try JSONCodec.decode(ReceiptDocument.self, from: json[...])
    } catch {
      switch error {
      case .refused(let error): throw error
      case .member(let path, let why): throw PosError(.illegal, "receipt\(path.isEmpty ? "" : "." + path): \(why)")
      case .notJSON: throw PosError(.illegal, "the ticket cannot be said in JSON")
      }
    }
    return String(decoding: json, as: UTF8.self)
  }
}
