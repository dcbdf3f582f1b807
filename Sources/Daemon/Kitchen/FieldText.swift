import PosModel

/// How many fields a text has, and how many of them say something.
struct FieldCount: Hashable {
  var used = 0
  var given = 0

  /// It has fields, and none says anything.
  var isBlank: Bool { used > 0 && given == 0 }

  mutating func add(_ other: FieldCount) {
    used += other.used
    given += other.given
  }
}

/// Texts with `{fields}`; `{{` and `}}` stand for braces.
enum FieldText {
  private enum Part {
    case text(Substring)
    case field(Substring)
    case stray
  }

  static func filled(_ text: String, _ value: (String) -> String) -> (text: String, fields: FieldCount) {
    guard text.contains("{") || text.contains("}") else { return (text, FieldCount()) }
    var result = ""
    var count = FieldCount()
    for part in parts(text) {
      switch part {
      case .text(let text): result += text
      case .field(let name):
        let value = value(String(name))
        count.add(FieldCount(used: 1, given: value.isEmpty ? 0 : 1))
        result += value
      case .stray: break
      }
    }
    return (result, count)
  }

  /// What is wrong with the fields of a text; nil when nothing is.
  static func problem(_ text: String, _ known: Set<String>) -> String? {
    for part in parts(text) {
      switch part {
      case .text: continue
      case .field(let name) where known.contains(String(name)): continue
      case .field(let name):
        let near = nearestWord(to: String(name), in: known).map { "; did you mean {\($0)}?" }
        return "there is no field {\(name)} here" + (near ?? "; there are \(known.sorted().joined(separator: ", "))")
      case .stray: return "a brace stands alone; write {{ or }} for one on paper"
      }
    }
    return nil
  }

  private static func parts(_ text: String) -> [Part] {
    var parts: [Part] = []
    var rest = Substring(text)
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      if brace > rest.startIndex { parts.append(.text(rest[..<brace])) }
      let after = rest.index(after: brace)
      if after < rest.endIndex, rest[after] == rest[brace] {
        parts.append(.text(rest[after...after]))
        rest = rest[rest.index(after: after)...]
        continue
      }
      guard rest[brace] == "{", let end = rest[after...].firstIndex(where: { $0 == "}" || $0 == "{" }),
        rest[end] == "}"
      else {
        parts.append(.stray)
        rest = rest[after...]
        continue
      }
      parts.append(.field(rest[after..<end]))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.text(rest)) }
    return parts
  }
}
