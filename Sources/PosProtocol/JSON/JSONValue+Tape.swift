extension JSONValue {
  /// A whole value of a tape; nil for a number that no double can hold.
  init?(_ tape: JSONTape, _ node: Int) {
    let entry = tape.nodes[node]
    switch entry.kind {
    case .null: self = .null
    case .yes: self = .bool(true)
    case .no: self = .bool(false)
    case .string: self = .string(tape.string(node))
    case .number:
      if !entry.isComplex, let number = tape.integer(node, Int64.self) {
        self = .integer(number)
      } else if !entry.isComplex, let number = tape.integer(node, UInt64.self) {
        self = .unsigned(number)
      } else if let number = tape.double(node) {
        self = .number(number)
      } else {
        return nil
      }
    case .array:
      var elements: [JSONValue] = []
      var place = node + 1
      while place < Int(entry.next) {
        guard let element = JSONValue(tape, place) else { return nil }
        elements.append(element)
        place = Int(tape.nodes[place].next)
      }
      self = .array(elements)
    case .object:
      var members: [String: JSONValue] = [:]
      var place = node + 1
      while place < Int(entry.next) {
        guard let member = JSONValue(tape, place + 1) else { return nil }
        members[tape.string(place)] = member
        place = Int(tape.nodes[place + 1].next)
      }
      self = .object(members)
    }
  }
}
