import PosModel

extension JSONTape {
  private static var mostUnknown: Int { 16 }
  private static var longestName: Int { 64 }

  /// The members that no field knows, each with its place: `items[0].qty`; at most 16.
  func unknownMembers(of node: Int, _ schema: Schema) -> [PrintWarning] {
    var found: [PrintWarning] = []
    look(at: node, schema, path: "", &found)
    return found
  }

  private func look(at node: Int, _ schema: Schema, path: String, _ found: inout [PrintWarning]) {
    guard found.count < Self.mostUnknown else { return }
    let end = Int(nodes[node].next)
    var place = node + 1
    switch (schema, nodes[node].kind) {
    case (.nullable(let inner), _): look(at: node, inner, path: path, &found)
    case (.array(let element), .array):
      var index = 0
      while place < end {
        look(at: place, element, path: "\(path)[\(index)]", &found)
        place = Int(nodes[place].next)
        index += 1
      }
    case (.object(let fields), .object):
      let prefix = path.isEmpty ? "" : path + "."
      while place < end {
        if let field = fields.first(where: { isName(place, $0.name) }) {
          look(at: place + 1, field.schema, path: prefix + field.name, &found)
        } else if found.count < Self.mostUnknown {
          found.append(Self.warning(String(string(place).prefix(Self.longestName)), prefix, fields))
        }
        place = Int(nodes[place + 1].next)
      }
    default: break
    }
  }

  private static func warning(_ name: String, _ prefix: String, _ fields: [Field]) -> PrintWarning {
    let near = nearestWord(to: name, in: fields.map(\.name))
    return PrintWarning(
      .unknownMember, "\(prefix)\(name) means nothing to this posd and was ignored",
      remedy: near.map { "did you mean \($0)?" } ?? "see docs/protocol.md, or leave it out")
  }
}
